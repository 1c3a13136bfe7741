"""The chapter: what notebooks read (the register and the toelichting, nothing else) and what they show."""

from sdreport.chapter.hoofdstuk import Hoofdstuk, open_chapter

__all__ = ["Hoofdstuk", "open_chapter"]
