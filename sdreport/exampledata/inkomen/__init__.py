"""Invented income support: who gets what from the Participatiewet, alone or as a couple."""
