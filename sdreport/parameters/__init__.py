"""The parameters of a report: frozen, typed, and strict about what is in the file.

A parameters file says what is reported: municipality, year, chapters, datasets, thresholds and where the
extracts are.
"""

from sdreport.parameters.blokken import Acceptatie as Acceptatie
from sdreport.parameters.blokken import Afronding as Afronding
from sdreport.parameters.blokken import Dominantie as Dominantie
from sdreport.parameters.blokken import Geheimhouding as Geheimhouding
from sdreport.parameters.blokken import Kerncijfer as Kerncijfer
from sdreport.parameters.blokken import Kerngetal as Kerngetal
from sdreport.parameters.blokken import Nul as Nul
from sdreport.parameters.blokken import Toleranties as Toleranties
from sdreport.parameters.kwaliteitsborging import Kwaliteitsborging as Kwaliteitsborging
from sdreport.parameters.kwaliteitsborging import Logbesluit as Logbesluit
from sdreport.parameters.lezen import find_parameters as find_parameters
from sdreport.parameters.lezen import list_reports as list_reports
from sdreport.parameters.lezen import load_parameters as load_parameters
from sdreport.parameters.rapport import JAREN as JAREN
from sdreport.parameters.rapport import Parameters as Parameters
