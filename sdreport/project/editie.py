"""What is being made: one report of a project, from one parameters file, definitive or as a concept."""

from dataclasses import dataclass
from pathlib import Path

from sdreport.project.folders import Project
from sdreport.project.parameters import CONCEPT, Parameters, find_parameters, load_parameters
from sdreport.project.shipped import find_shipped

INDEX = "index.html"
CIJFERS = "cijfers.csv"
VORIGE = ".vorige"


@dataclass(frozen=True)
class Editie:
    """One report that is made or looked at: where its parts are and what it is called."""

    project: Project
    bestand: Path
    """The parameters file, as it was named."""
    parameters: Parameters
    concept: bool = False

    @property
    def naam(self) -> str:
        """The name under which it is published; a concept never takes the place of the report itself."""
        return f"{self.parameters.rapport}{CONCEPT}" if self.concept else self.parameters.rapport

    @property
    def folder(self) -> Path:
        """The folder in which it is published."""
        return self.project.output / self.naam

    @property
    def index(self) -> Path:
        """The page that stands first in that folder."""
        return self.folder / INDEX

    @property
    def vorige(self) -> Path:
        """The folder in which earlier versions of it are kept that give something away beside a later one."""
        return self.project.output / VORIGE / self.parameters.rapport

    @property
    def versies(self) -> list[Path]:
        """The registers of versions of it that may stand here: the one in place, and those that are kept."""
        return [self.folder / CIJFERS, *sorted(self.vorige.glob("*.csv"))]

    @property
    def alle_hoofdstukken(self) -> tuple[str, ...]:
        """The names of all its notebooks: the quality of the data, the page before the chapters, the chapters."""
        first = [self.parameters.oogopslag] if self.parameters.oogopslag else []
        return self.parameters.kwaliteit, *first, *self.parameters.hoofdstukken

    @property
    def notebooks(self) -> list[Path]:
        """The notebooks of all chapters, in that order."""
        return [self.project.notebook(self.parameters.notebooks, name) for name in self.alle_hoofdstukken]

    @property
    def data(self) -> Path:
        """The folder with its extracts and texts."""
        return self.project.inside(self.parameters.data)

    @property
    def andere_jaren(self) -> list[Path]:
        """The folders with the extracts of other years, by their name."""
        own = {self.data, self.project.data / str(self.parameters.jaar)}
        found = sorted(self.project.data.glob("[0-9]*"))
        return [folder for folder in found if folder.is_dir() and folder not in own]

    @property
    def toelichting(self) -> list[Path]:
        """Folders with texts: those that all reports share, and its own, which go before."""
        shared = [find_shipped("data") / "toelichting", self.project.data / "toelichting"]
        return [*dict.fromkeys(shared), self.eigen_toelichting]

    @property
    def eigen_toelichting(self) -> Path:
        """The folder with texts of this report only."""
        return self.data / "toelichting"

    @property
    def huisstijl(self) -> Path:
        """The file of its house style."""
        return self.project.inside(self.parameters.huisstijl)


def load_editie(project: Project, bestand: Path, concept: bool = False) -> Editie:
    """Read a parameters file; `ConfigurationError` lists every fault in it with its line."""
    return Editie(project, bestand, load_parameters(bestand), concept)


def find_editie(project: Project, rapport: str | None = None, concept: bool = False) -> Editie:
    """The report of that name, or else the only one or that on the last year; see `find_parameters`."""
    return load_editie(project, find_parameters(project.parameters, rapport).resolve(), concept)
