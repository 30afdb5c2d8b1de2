"""Function words and question words of French and English: they say how a question is asked, not what it is about.

« été » is kept out: it is a season as often as a participle in titles, and its frequency already gives it a low weight.
"""

from __future__ import annotations

from typing import Final

from ingest.records import Language

FRENCH: Final = """
à au aux avec ce ceci cela ça ces cet cette ceux celle celles celui ci là dans de des du dès depuis elle elles en et
eux il ils je j la le les leur leurs lui l m me mes mon ma moi même mêmes n ne ni nos notre nôtre nous on or ou où par
pas pour puis qu que quoi qui s sa se ses si son soi sous sur t ta te tes toi ton tu un une vos votre vous vôtre y d c
donc car mais ainsi alors aussi autre autres chaque comme entre chez vers sans selon tout toute tous toutes très trop
plus moins peu déjà encore ici jusqu jusque lors lorsque lorsqu puisque puisqu quoique quoiqu quelque quelques quelqu
plusieurs tel telle tels telles afin ai as a avons avez ont avais avait avions aviez avaient aura auront aurait
auraient avoir ayant eu aie ait aient eut suis es est sommes êtes sont étais était étions étiez étaient être étant
sera seront serait seraient soit soient fut furent fait font faire peut peuvent doit doivent va vont quel quelle quels
quelles lequel laquelle lesquels lesquelles duquel auquel dont quand comment combien pourquoi aujourdhui cest quest
"""

ENGLISH: Final = """
a an the and or but if nor so than then that this these those there here of on in into at by for from to with within
without about as over under between through during before after above below up down out off again further once per via
i me my mine we us our ours you your yours he him his she her hers it its they them their theirs one ones am is are
was were be been being have has had having do does did doing done will would shall should can could may might must not
no yes only own same too very just also each every any some all both few more most other such who whom whose which
what when where why how whether while because until s t d ll m re ve dont doesnt didnt isnt arent wasnt werent hasnt
havent hadnt wont wouldnt shouldnt couldnt cant many much tell please
"""

STOPWORDS: Final[dict[Language, frozenset[str]]] = {"fr": frozenset(FRENCH.split()), "en": frozenset(ENGLISH.split())}
