"""How sentences say that a place joins a network or holds its title, as patterns over a sketch."""

from __future__ import annotations

import re
from typing import Final

from ingest.facts.sentences.coordination import ASIDE
from ingest.facts.sentences.grammar import ADVERB, ALONG, COPULA, WHENS
from ingest.facts.sentences.sketch import CITY, NETWORK, PLACE
from ingest.facts.sentences.titles import words

GO: Final = rf"[^;:.!?{CITY}{NETWORK}]"
TARGET: Final = rf"(?:(?P<net>{NETWORK})|(?P<generic>(?<!\w){words('context', 'network')}(?!\w)))"
JOINS: Final = re.compile(rf"(?<!\w)(?P<verb>{words('verbs', 'join')})(?!\w){GO}{{0,50}}?{TARGET}")
BECOMES: Final = re.compile(
    rf"(?<!\w)(?P<verb>becomes?|became|become|devien(?:t|nent)|devenue?s?|est|sont|fut|is|was|are|were)\s{GO}{{0,70}}?"
    rf"\b(?:to\s+join|a\s+(?:rejoindre|integrer|adherer|entrer|avoir\s+(?:rejoint|adhere|integre))){GO}{{0,30}}?{TARGET}"
)
AWARD: Final = re.compile(
    rf"(?<!\w)(?P<verb>{words('verbs', 'award')})(?!\w)\s*(?P<gap>{GO}{{0,60}}?)(?P<net>{NETWORK})"
    rf"(?P<noun>\s+(?:{words('context', 'town')}|{NETWORK})(?!\w))?"
)
OBTAINS: Final = re.compile(
    rf"(?<!\w)(?P<verb>est|sont|fut|is|was|are|were|becomes?|became|devien(?:t|nent)|devenue?s?)\s(?P<gap>{GO}{{0,60}}?"
    rf"\b(?:a\s+(?:obtenir|recevoir|decrocher|remporter|etre|avoir\s+(?:obtenu|recu))|"
    rf"to\s+(?:receive|earn|obtain|gain|achieve|be))(?!\w){GO}{{0,60}}?)(?P<net>{NETWORK})"
    rf"(?P<noun>\s+(?:{words('context', 'town')})(?!\w))?"
)
HONOUR: Final = re.compile(r"\b(?:label|titre|title|status|statut|distinction|designation)\b")
IS: Final = re.compile(
    rf"\s*(?:(?:,|:|-|\()\s*|(?:{COPULA})\s+(?:(?:{ADVERB})\s+)*|(?=[{NETWORK}]))"
    rf"(?:(?:une?|la|the|an?|notre)\s+)?(?:(?:(?:{words('context', 'first')})|official|proud|officielle)\s+)*"
    rf"(?P<net>{NETWORK})"
)
IS_TITLED: Final = re.compile(
    rf"(?<!\w)(?P<verb>est|is|reste|remains?|sommes|are)\s+(?:(?:{ADVERB})\s+)*(?:(?:une?|la|the|an?)\s+)?"
    rf"(?:(?:official|proud|officielle)\s+)?[«\"“]?\s*(?P<net>{NETWORK})"
)
FIRST: Final = re.compile(
    rf"(?<!\w)(?:{words('context', 'first')})\s+(?:\w+\s+){{0,2}}?(?:(?:{words('context', 'town')})(?!\w)|{NETWORK})"
    rf"[^;:.!?{CITY}]{{0,90}}?(?<!\w)(?:fut|a ete|est|was|is|were|etait)\s+"
)
FIRST_MEMBER: Final = re.compile(
    rf"(?<!\w)(?P<verb>was|is|became|becomes|est|fut|etait|devient)\s+(?:l[ae]\s+|l'|the\s+)?"
    rf"(?:{words('context', 'first')})\s+[^;:.!?{CITY}{NETWORK}]{{0,40}}?"
    r"\b(?:members?|membres?|adherente?|signataire|signatory)(?!\w)(?!\s+(?:of|de|du|d'|des)\b)"
)
STEP: Final = re.compile(
    r"\b(?:sauter le pas|franchir le pas|se lancer|labell?is\w+|certif\w+|label|accredit\w+|take the (?:step|plunge)|"
    r"sign up|reseau|network)\b"
)
LABELLED: Final = re.compile(rf"(?<!\w)(?P<verb>{words('verbs', 'labelled')})(?!\w)(?!\s+(?:par|by|comme|as)\b)")
NEXT: Final = re.compile(
    r"(?:[^;:.!?\ue000]{0,20})?(?:,\s*)?(?:puis|then|suivie?s? (?:de|par|d')|followed by|bientot suivie?s? par)\s+"
)
APPOSED: Final = re.compile(
    rf"(?<!\w)(?:(?:our\s+|notre\s+|new\s+|nouvelle\s+)*(?:member|membre|ville\s+membre|commune\s+adherente)"
    rf"(?:\s+(?:{words('context', 'town')}))?)\s+(?=[{CITY}])"
)
WELCOMED: Final = re.compile(
    rf"(?<!\w)(?:(?:joined|rejointe?s?|suivie?s?)\s+(?:by|par)|welcom(?:es?|ed|ing)|accueill(?:e|ent|i))\s+[^;.!?{CITY}]{{0,120}}?"
    rf"(?=(?:l'|la |le |the )?{PLACE})"
)
AWARDED_TO: Final = re.compile(
    rf"(?P<net>{NETWORK})(?P<gap>{GO}{{0,40}}?)(?<!\w)(?P<verb>attribuee?|decernee?|remise?|accordee?|awarded|granted|"
    rf"given|conferred)(?!\w){GO}{{0,50}}?(?<!\w)(?:aux?|a|to)\s+"
    rf"(?=(?:l'|la |les |the )?(?:[a-z]+ ){{0,3}}(?:de |d'|of )?{PLACE})"
)
"""« le label Ville d'art et d'histoire est attribué aux villes de Metz, Pau … »"""
TO_FAMILY: Final = re.compile(
    rf"{TARGET}\s*(?:(?:network|programme|reseau|family)\s*)?(?:(?:is|are|est)\s+{GO}{{1,30}}?(?:to|d[e'])\s*)?"
    rf"(?:welcom(?:es?|ed|ing)|accueill(?:e|ent|i|ir))\s+(?:la ville de |the city of )?(?P<place>{PLACE})"
)
OWN: Final = re.compile(
    rf"(?:announces?d?|announced|celebrat\w+)\s+(?P<place>{PLACE})'s\s+(?:membership|accession)(?!\w)"
)
AFTER_WELCOME: Final = re.compile(rf"(?:{ASIDE})?\s*(?:[!.;:,]|$|(?:and|et|in|into|to|as|dans|comme|au)(?!\w))")
TOGETHER: Final = re.compile(
    rf"(?<!\w)(?:membres?|members?|adherente?s?|signataires?)\s+(?:de la|de l'|du|de|des|d'|of the|of)\s*(?:reseau\s+)?"
    rf"(?P<net>{NETWORK})(?:\s+network)?,?\s+(?:avec|aux cotes d[e']|comme|alongside|along with|like|together with)\s*"
    rf"(?=(?:la ville de |de |celles? de )?{PLACE})"
)
"""« membre de la Hanse, avec Lübeck »"""
GAP: Final = re.compile(
    rf"{ALONG}\s*(?:{ASIDE})?(?:'s)?(?:\s+(?:in|en|au)\s+[a-z-]+)?(?:\s+(?:city|town|district|county|borough)\s+council)?"
    rf"(?:\s*,[^,;{CITY}{NETWORK}]{{2,50}},?)?\s*(?:,\s*)?"
    rf"(?:(?:qui|elle|who|which|that)\s+)?(?:(?:{ADVERB}|{WHENS}|,|y|en|se|s'|mayor\s[a-z ]{{3,30}})\s*)*"
    rf"(?:(?:{COPULA}|vient d[e']|viennent d[e']|a|ont|avait|has|have|had|s'est vue?|se voit|se sont vues?)\s*)?"
    rf"(?:(?:{ADVERB}|{WHENS}|,|y|en)\s*)*"
)
