"""The parameters of a report: frozen, typed, and strict about what is in the file.

A parameters file says what is reported: municipality, year, chapters, datasets, thresholds and where the
extracts are.
"""

from sdreport.project.parameters.blokken import Acceptatie as Acceptatie
from sdreport.project.parameters.blokken import Afronding as Afronding
from sdreport.project.parameters.blokken import Dominantie as Dominantie
from sdreport.project.parameters.blokken import Geheimhouding as Geheimhouding
from sdreport.project.parameters.blokken import Kerncijfer as Kerncijfer
from sdreport.project.parameters.blokken import Kerngetal as Kerngetal
from sdreport.project.parameters.blokken import Nul as Nul
from sdreport.project.parameters.blokken import Toleranties as Toleranties
from sdreport.project.parameters.blokken import Uitgezet as Uitgezet
from sdreport.project.parameters.kwaliteitsborging import Kwaliteitsborging as Kwaliteitsborging
from sdreport.project.parameters.kwaliteitsborging import Logbesluit as Logbesluit
from sdreport.project.parameters.rapport import CONCEPT as CONCEPT
from sdreport.project.parameters.rapport import JAREN as JAREN
from sdreport.project.parameters.rapport import Parameters as Parameters
from sdreport.project.parameters.read import find_parameters as find_parameters
from sdreport.project.parameters.read import list_reports as list_reports
from sdreport.project.parameters.read import load_parameters as load_parameters
