"""The methods of the chapter object by what they show; `hoofdstuk.Hoofdstuk` is all of them together."""
