"""What a name of one person looks like among names of organisations: initials, a form of address, or a first name."""

TUSSEN = r"(?: (?:van|de|der|den|het|ten|ter|te|van't|el|al|von|El|Al|Ait|Ben))*"
WOORD = r"[A-ZÀ-Þ][a-zß-ÿ]+(?:-(?:(?:van|de|der|den|ten|ter) )*[A-ZÀ-Þ][a-zß-ÿ]+)?"
VOORNAMEN = (
    "Aad|Abdel|Ad|Adam|Adrie|Ahmed|Albert|Alex|Alexander|Ali|Amber|Amy|André|Andrea|Angela|Anita|Anja|Anke|"
    "Ann|Anna|Anne|Annelies|Annemarie|Annemiek|Annet|Annette|Annie|Anouk|Anton|Antoon|Arie|Arjan|Arjen|Arnold|"
    "Astrid|Bart|Bas|Beatrijs|Ben|Bert|Bianca|Bob|Bram|Brigitte|Carla|Carolien|Caroline|Casper|Cees|Chantal|"
    "Charlotte|Chris|Christa|Christel|Christiaan|Christine|Claudia|Coen|Connie|Cor|Corrie|Daan|Daniël|Danny|"
    "Danielle|David|Debbie|Demi|Dennis|Diana|Dick|Dirk|Edwin|Eef|Eline|Elisabeth|Ellen|Els|Elly|Emiel|Emma|"
    "Eric|Erik|Erwin|Esmee|Esther|Eva|Evelien|Fatima|Femke|Ferry|Fleur|Floor|Floris|Frank|Frans|Fred|Frederik|"
    "Frits|Geert|Geertje|Gerard|Gerda|Gerrit|Gert|Gijs|Gonnie|Guus|Hanneke|Hans|Harm|Harry|Hassan|Heidi|"
    "Heleen|Helena|Hendrik|Henk|Henny|Herman|Hugo|Ibrahim|Ilse|Ineke|Inge|Ingrid|Irene|Isabel|Ivo|Jaap|Jack|"
    "Jacqueline|Jan|Janneke|Jannie|Jasmijn|Jasper|Jef|Jelle|Jenny|Jeroen|Jesse|Jessica|Jill|Jim|Joan|Johan|"
    "Johannes|John|Jolanda|Joop|Joost|Jordy|Joris|Jos|José|Josien|Joyce|Judith|Julia|Julian|Jurgen|Karel|"
    "Karen|Karin|Kees|Kelly|Kevin|Kim|Klaas|Koen|Kristel|Lars|Laura|Lenie|Leo|Leon|Lieke|Lies|Lilian|Linda|"
    "Lisa|Lisette|Loes|Lotte|Louis|Luc|Lucas|Luuk|Maaike|Maarten|Mandy|Manon|Marc|Marcel|Marco|Margriet|Maria|"
    "Marian|Marianne|Marieke|Marije|Marijke|Marina|Mario|Marion|Mark|Marleen|Marloes|Martijn|Martin|Martine|"
    "Mathijs|Matthijs|Maud|Maurice|Max|Melanie|Merel|Michael|Michel|Michelle|Mieke|Mike|Milan|Miranda|Mirjam|"
    "Mohamed|Mohammed|Monica|Monique|Mustafa|Nadia|Nancy|Natasja|Nathalie|Nick|Nico|Nicole|Niels|Nienke|Nina|"
    "Noor|Olga|Paul|Paula|Peter|Petra|Pieter|Piet|Pim|Patricia|Patrick|Rachel|Ralph|Ramon|Raymond|Rein|Remco|"
    "René|Rianne|Richard|Rick|Rien|Rob|Robert|Robin|Roel|Roland|Rolf|Ron|Ronald|Roos|Rosa|Ruben|Rudi|Rutger|"
    "Ruud|Sabine|Samira|Sander|Sandra|Sanne|Sara|Saskia|Sharon|Silvia|Simon|Simone|Sjaak|Sjoerd|Sofie|Sonja|"
    "Stefan|Stephanie|Steven|Susan|Suzanne|Sylvia|Tamara|Tanja|Ted|Theo|Thijs|Thomas|Tim|Tineke|Tom|Ton|"
    "Tonnie|Trudy|Truus|Twan|Vera|Victor|Vincent|Wendy|Wessel|Wies|Wil|Wilfred|Willeke|Willem|Wilma|Wim|"
    "Wouter|Yasmin|Youssef|Yvonne|Yvette|Aisha|Aaltje|Agnes|Alice|Alwin|Amina|Angelique|Anneke|Annika|Anniek|"
    "Aziz|Bauke|Benjamin|Bernard|Bilal|Carolina|Dewi|Djamila|Dorien|Ebru|Ellis|Elske|Emine|Emre|Ewout|Fenna|"
    "Finn|Frits|Froukje|Gea|Geert-Jan|Gideon|Greetje|Hajar|Halima|Hanna|Hannah|Hannie|Hedwig|Henriëtte|Hidde|"
    "Hilde|Huub|Ike|Imane|Imke|Iris|Isa|Jacob|Jacco|Jan-Willem|Jantien|Jeanette|Jeanine|Jelmer|Jesper|Jet|"
    "Jikke|Jitske|Jolien|Jorien|Jorrit|Julie|Juul|Karima|Khadija|Kirsten|Laura|Leonie|Lianne|Liesbeth|Lisanne|"
    "Loek|Lucia|Maarten-Jan|Machteld|Malika|Marga|Margot|Margreet|Marjan|Marjo|Marjolein|Marjolijn|Mark-Jan|"
    "Marlies|Marte|Mehmet|Meike|Menno|Meriem|Mila|Mireille|Murat|Myrthe|Naima|Nanda|Nelleke|Nora|Omar|Onno|"
    "Osman|Pascal|Philip|Pien|Pleun|Rachid|Reinier|Renate|Renske|Rik|Roy|Said|Samir|Selma|Sem|Sepp|Sigrid|"
    "Sietske|Silke|Stan|Stijn|Sven|Teun|Teuntje|Thea|Thijmen|Thirza|Tijn|Tjeerd|Tobias|Valerie|Vivian|Walter|"
    "Werner|Wiebe|Wietske|Willemijn|Xander|Yara|Yusuf|Zoë|Zeynep"
)
"""First names that many people in the Netherlands have, of all ages."""
ACHTERNAMEN = (
    "Jong|Jansen|Janssen|Janssens|Vries|Berg|Bakker|Dijk|Visser|Smit|Smits|Meijer|Meyer|Boer|Mulder|Groot|Bos|Vos|"
    "Peters|Hendriks|Dekker|Leeuwen|Brouwer|Wit|Dijkstra|Graaf|Meer|Linden|Kok|Jacobs|Haan|Vermeulen|Heuvel|Veen|"
    "Broek|Bruijn|Bruin|Heijden|Schouten|Beek|Willems|Vliet|Hoekstra|Maas|Verhoeven|Koster|Dam|Wal|Prins|Blom|"
    "Huisman|Peeters|Kuipers|Kuiper|Veenstra|Kramer|Brink|Scholten|Wijk|Postma|Martens|Vink|Ruiter|Timmermans|"
    "Groen|Gerritsen|Jonker|Loon|Velde|Willemsen|Smeets|Lange|Dongen|Schipper|Koning|Laan|Velden|Driessen|Doorn|"
    "Hermans|Evers|Bosch|Meulen|Hofman|Bosman|Wolters|Sanders|Horst|Mol|Molenaar|Pol|Leeuw|Verbeek|Yilmaz|Yildiz|"
    "Öztürk|Kaya|Demir|Benali|Amrani|Singh|Nguyen|Rossum|Schuurman|Verschuren|Hoogland|Kooij|Kooijman|Zwart|"
    "[A-Z][a-zß-ÿ]+(?:stra|inga|sma|ssen|rsen|nsen)"
)
"""Family names that many people in the Netherlands have, and endings of others."""
VOORLETTERS = r"(?:[A-Z]\. ?){1,4}"
AANHEF = (
    r"(?:(?:[Dd]hr|[Mm]evr|[Mm]w|[Dd]rs|[Ii]r|[Ii]ng|[Dd]r|[Mm]r|[Pp]rof)\.?|[Dd]e heer|[Mm]evrouw|[Mm]eneer)"
)
ZEKER = (
    rf"{VOORLETTERS}{TUSSEN} ?{WOORD}",
    rf"{WOORD}, ?(?:[A-Z]\.){{1,4}}{TUSSEN}",
    rf"{AANHEF} (?:(?:(?:[A-Z]\. ?)+|{WOORD}){TUSSEN} )?{WOORD}",
)
"""Forms that only persons have."""
FUNCTIE = (
    r"(?:(?:[Vv]ia|[Dd]oor|[Nn]amens|[Tt]\.?a\.?v\.?) |[A-Za-z-]*(?:medewerker|manager|adviseur|coördinator|regisseur"
    r"|consulent|leider|wethouder|directeur|ambtenaar|secretaris|coach|voorzitter|trekker)(?: [a-z]+){0,3}:? )"
)
"""What somebody does, or how they are concerned, before the name."""
ACCOUNT = rf"(?:(?i:{VOORNAMEN})|[a-z])\.[a-zß-ÿ]{{3,}}(?:[.-][a-zß-ÿ]+)*"
"""What somebody is called in a system: `s.jansen`."""
PERSOON = (
    rf"{'|'.join(ZEKER)}|{ACCOUNT}|{FUNCTIE}?(?:(?:{VOORNAMEN})(?:{TUSSEN} {WOORD})?|{WOORD}{TUSSEN} (?:{ACHTERNAMEN}))"
    rf"|{WOORD}, ?(?:{VOORNAMEN}){TUSSEN}|[A-Z][a-zß-ÿ]+(?:[kln]stra|inga|nsen|rsen)"
    rf"|(?:{VOORNAMEN})(?:{TUSSEN} {WOORD})? en (?:{VOORNAMEN})(?:{TUSSEN} {WOORD})?"
    rf"|(?:[Cc]ontact(?:persoon)?:?) .*(?:{VOORNAMEN}|{ACHTERNAMEN})|(?i:(?:{VOORNAMEN}){TUSSEN} (?:{ACHTERNAMEN}))"
)
IN_TEKST = (
    rf"\b(?:[Mm]evr\.?|[Mm]w\.|[Mm]evrouw|[Dd]hr\.?|[Dd]e heer|[Mm]eneer) (?:{VOORLETTERS}|(?:{VOORNAMEN})\b)?"
    rf"{TUSSEN} ?{WOORD}|\b(?:{VOORNAMEN}){TUSSEN} (?:{ACHTERNAMEN})\b"
)
"""A name of one person within a running text."""
SCHEIDING = r" *[/;()&+] *| +[-–] +"
"""What stands between the names of several organisations."""
ORGANISATIE = (
    r"(?i)(?:huis|hoeve|zorg|school|college|hof|centrum|groep|team|dienst|fonds|punt|kliniek|praktijk|bureau|huizen|wonen"
    r"|advies|coaching|begeleiding|therapie|academie|bibliotheek)\b|\b(?:stichting|vereniging|coöperatie|werkgroep|gemeente"
    r"|regio|school|platform|mensen|kansen|wensen|dansen)\b"
    r"|\b(?:b\.? ?v|n\.? ?v|v\.? ?o\.? ?f|g\.? ?g\.? ?[dz]|u\.? ?a)\b"
)
"""Words of an organisation, that may be called after a person, or that end as names of persons do."""
