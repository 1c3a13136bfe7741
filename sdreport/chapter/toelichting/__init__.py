"""The toelichting: texts of policy officers with facts filled in, and everything that is checked in them."""
