"""What is page furniture, as data: shares, menus, cookie lines and the like, in French and English.

Patterns are matched on a whole piece of a line (between separators), without regard to case.
"""

from __future__ import annotations

import re
from typing import Final


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"(?i)\W*(?:" + "|".join(patterns) + r")[\W\d]*")


PIECE: Final = _any(
    # sharing and printing
    r"(?:imprimer|print)(?: (?:la|cette|this) page)?|envoyer(?: (?:à|par) .{1,25})?|e-?mail",
    r"envoyer par e-?mail|send by e-?mail",
    r"(?:partage[rz]?|share)\b(?:\s*:)?(?: ?(?:sur|on|par|via|la|cette|cet|this|l[’']\w+|page|article|le|lien|link|x|f"
    r"|in|facebook|twit+er|linkedin|whatsapp|instagram|bluesky|mastodon|e-?mail|messenger|courriel|[\W_])){0,8}",
    r"(?:(?:facebook|twit+er|linkedin|whatsapp|instagram|youtube|bluesky|mastodon|pinterest|flickr|tiktok|rss|flux rss"
    r"|imprimer|print|pdf|partager|share|courriel|e-?mail|f|x|in)\b\W*)+",
    r"a ?[+=-]+|taille du texte|text size|(?:agrandir|réduire)(?: le texte)?|version imprimable",
    r"printer[- ]friendly(?: version)?",
    r"(?:download|télécharger)(?: (?:le|la|the|en|as))?(?: (?:pdf|document|page|fichier|version pdf))?",
    r"copier le lien|copy link|ajouter aux favoris|écouter(?: l[’']article)?|listen",
    # moving about
    r"(?:«|<|‹|←)*\s*retour(?: (?:à|au|aux|vers) .{1,60}| en haut| haut de page)?|back(?: to .{1,40})?",
    r"(?:haut|bas|top) (?:de|of) (?:la )?page|back to top|retour en haut(?: de (?:la )?page)?|top",
    r"aller (?:directement )?(?:au|à la|à l[’'])\s?(?:contenu|menu|navigation|recherche|pied)\w*(?: .{1,20})?",
    r"(?:skip|jump) to (?:main |the )?(?:content|navigation|search|menu|footer)",
    r"accès direct au contenu|passer au contenu.{0,12}",
    r"menu(?: principal)?|main menu|navigation|toggle (?:navigation|menu)|ouvrir le menu",
    r"fermer(?: le menu| la fenêtre)?|close(?: result| window)?|open menu",
    r"(?:page )?(?:suivante?s?|précédente?s?)(?: page)?",
    r"(?:next|previous|prev)(?: page| article| post)?|page \d+(?: (?:sur|of|/) \d+)?",
    r"(?:article|actualité) (?:précédente?|suivante?)",
    r"plan du site|site ?map|mentions légales|legal notice|crédits|credits",
    r"accessibilité(?: ?: .{1,30})?|accessibility(?: statement)?",
    r"politique de (?:confidentialité|cookies)|privacy(?: policy)?",
    r"terms(?: (?:of use|and conditions|& conditions))?|cgu|rgpd",
    r"données personnelles|gestion des cookies|cookies?(?: policy)?|flux rss|rss|contactez[- ]nous",
    r"contact us|nous contacter",
    r"(?:se connecter|connexion|déconnexion|mon compte|log ?in|sign in|sign up|register|s[’']inscrire|créer un compte)",
    r"recherche[rz]?(?: sur le site)?|search(?: this site)?|ok|envoyer|valider|submit|send",
    # "more" buttons and picture captions without a picture
    r"(?:en savoir|lire|voir|afficher|charger) (?:plus|la suite|davantage|la fiche|tout|plus d[’'].{1,20})",
    r"(?:lire|voir|afficher) (?:l[’']article(?: complet)?|la liste(?: complète)?)",
    r"(?:read|learn|show|see|load|view|find out) (?:more|all|full article)|continue reading|more|suite",
    r"plus d[’']infos?",
    r"image(?: ?/ ?illustration| par d[ée]faut|s)?|illustration|photo d[’']illustration|default image",
    r"logo(?: .{1,25})?|vignette|image",
    r"(?:crédits?|©)\s?(?:photos?|images?)\s?[:–-].{1,80}|photo (?:credits?|by)\b.{1,60}",
    r"(?:©|\(c\)|copyright\b)[^–—|]{0,60}|tous droits réservés",
    r"(?:temps de )?lecture\s?:? ?\d+ ?min\w*|\d+ min(?:utes?)? (?:de lecture|read)|reading time.{0,12}",
    r"réservé aux abonnés|abonnez-vous.{0,60}|subscribe(?: now| to .{1,40})?|article abonné|offert",
    r"\d+ (?:vues?|views?|likes?)",
    r"toc|table des matières|table of contents|lire (?:aussi|également)\s?:.*",
    r"à lire (?:aussi|également)\s?:.*|see also\s?:.*|read also\s?:.*",
    # newsletters, cookies, forms
    r"(?:inscri(?:vez-vous|ption)|abonne(?:z-vous|ment)|s[’']abonner|s[’']inscrire)\b.{0,30}\b"
    r"(?:newsletter|lettre|info-?lettre|nouvelles|actualités|liste)\b.{0,40}",
    r"(?:votre|your|entrez votre) (?:courriel|e-?mail|adresse|email address)\b.{0,40}",
    r"restez informés?\b.{0,50}|stay (?:informed|tuned|connected).{0,40}",
    r"(?:newsletter|lettre d[’']information|info-?lettre)s?",
    r"suivez-nous\b.{0,40}|follow us\b.{0,40}|rejoignez-nous sur\b.{0,40}|nos réseaux sociaux",
    r"(?:nous utilisons|ce site utilise|we use|this (?:web)?site uses)\b.{0,40}\bcookies?\b.{0,200}",
    r"(?:tout )?(?:accepter|refuser|accept|reject|decline|accept all|personnaliser)(?: (?:les |all )?cookies?)?",
    r"cette page vous a-t-elle été utile.{0,20}|was this page helpful.{0,20}",
    r"(?:cette|cet) (?:information|article) vous a.{0,40}utile.{0,20}",
    r"(?:vous devez|you must|you need to)\b.{0,30}\b(?:compte|connect\w+|logged|log in|account|sign in)\b.{0,100}",
    r"from wikipedia, the free encyclopedia|un article de wikipédia.{0,40}|continuer à lire",
    # the head of a calendar box
    r"(?:lu|ma|me|je|ve|sa|di){5,}|(?:mo|tu|we|th|fr|sa|su){5,}",
    r"actions sur le document|comments are closed|les commentaires sont fermés",
    r"laisser un commentaire|leave a (?:reply|comment)",
    r"showing (?:.{1,20} )?(?:ideas|results|items)\b.{0,60}|\d+ résultats?|aucun résultat trouvé",
    r"no results? found",
    r"javascript .{0,60}(?:activé|désactivé|enabled|disabled).{0,60}|votre navigateur .{0,80}",
    r"your browser .{0,80}",
)
BREADCRUMB: Final = re.compile(
    r"(?i)\W*(?:(?:vous êtes ici|you are here)\s?:?.*|(?:accueil|home)\s*(?:[>›»/→|]|::)\s*\S.*)"
)
# One of these among short pieces betrays a menu; without one, the pieces may well be facts (« Lyon | Turin | Milan »).
MENU_WORD: Final = re.compile(
    r"(?i)\W*(?:accueil|home|menu|contacts?|actualités?|news|agenda|mairie|ma mairie|démarches?|presse"
    r"|plan du site|à propos"
    r"|about(?: us)?|newsletter|fr|en|es|de|it|publications|ressources|nos services|vie (?:municipale|pratique)"
    r"|mes démarches|qui sommes-nous.?)\W*"
)
# A heading of this kind goes with the list under it: it sends the reader to other pages.
SECTION: Final = _any(
    r"lire (?:aussi|également)(?: sur .{1,30})?|à lire (?:aussi|également)",
    r"(?:sur|dans) (?:le|la) même (?:sujet|thème|rubrique|catégorie)",
    r"les plus lus|le plus lus?|most (?:read|popular)|related (?:articles|posts|content|pages|links)",
    r"articles? (?:similaires?|liés?|récents?)",
    r"documents? (?:pareils|similaires|à télécharger)|téléchargements?|downloads?|recent posts",
    r"you may also like",
    r"mots[- ]clés?|tags?|étiquettes?|liens? utiles?|useful links|partager",
    r"inscrivez-vous|newsletter|suivez-nous|follow us",
)
# Readers' comments are no facts about the page's subject.
COMMENTS: Final = _any(r"(?:les )?commentaires? ?\(\d+\)", r"comments? ?\(\d+\)", r"\d+ (?:commentaires?|comments?)")
DOWNLOAD: Final = _any(
    r"compte[- ]rendu|télécharger.{0,40}|download.{0,40}|pdf.{0,20}|(?:le )?document",
    r".{1,80}\.(?:pdf|docx?|xlsx?|odt)\b.{0,20}",
    r".{1,60}\(?(?:pdf|docx?)\b.{0,6}\d+(?:[.,]\d+)? ?[kmg]?[ob]\)?",
)
# Labels that only make sense as buttons, side by side.
MEDIA: Final = _any(
    r"textes?", r"photos?", r"sons?", r"vidéos?", r"videos?", r"audio", r"images?", r"podcasts?", r"galerie"
)
SUBSCRIBE: Final = re.compile(r"(?i)\W*(?:inscri(?:vez-vous|ption)|abonnez-vous|sign up|subscribe)\b.{0,40}")
EMAIL_FIELD: Final = re.compile(
    r"(?i)\W*(?:votre|your|entrez votre|adresse)\s+(?:courriel|e-?mail|adresse|mail)\b.{0,30}"
)
# Ends or opens an entry of a list of news.
LISTING_SIGN: Final = _any(
    r"image(?: ?/ ?illustration| par d[ée]faut)|en savoir (?:plus|davantage)|lire (?:la suite|plus|l[’']article)"
    r"|read more|learn more|continue reading|voir (?:plus|l[’']article|l[’']actualité)|find out more"
)
LISTING_HEADING: Final = _any(
    r"(?:(?:toutes )?(?:les |nos |dernières |the |our |latest )*)(?:actualités?|news|agenda|[ée]vénements?|évènements?"
    r"|events?|à la une|brèves|communiqués?(?: de presse)?|calendrier|calendar|rendez-vous)"
    r"(?: (?:et|and|&) (?:agenda|actualités|events?))?"
)
CATEGORY: Final = _any(
    r"actualités?|news|événements?|évènements?|events?|publications?|communiqués?|presse|agenda",
    r"articles?|dossiers?|brèves?|appel à projets?|portraits?|reportages?|vidéos?",
)
SITE_NAME: Final = re.compile(
    r"(?i)\b(?:site (?:web|internet|officiel)|portail|official (?:web)?site|welcome to|bienvenue|la lettre d)\b"
)
ORGANISATION: Final = re.compile(
    r"(?i)^(?:l[ae] )?(?:ville|mairie|commune|région|métropole|département|conseil|communauté|city|town|city council)\b"
    r"(?:(?: d[eu'’]| of| régional| départemental)?\s?\S+(?: \S+)?)?$"
)
