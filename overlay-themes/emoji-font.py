"""Makes `_runtime/emoji.woff2` of the font in the npm package twemoji-colr-font 15.0.3.

    npm pack twemoji-colr-font@15.0.3 && tar xf twemoji-colr-font-15.0.3.tgz
    pip install fonttools brotli
    python3 emoji-font.py package/twemoji.woff2 _runtime/emoji.woff2

The font joins sequences by ligatures that contain the selector U+FE0F. Chromium takes the selector
away before it looks for ligatures, so each of these gets a second one without it.
"""

import sys

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.otTables import Ligature

SELECTOR = 0xFE0F


def without(selector, ligatures):
    """The ligatures of one first glyph, with those that the selector kept apart."""
    known = {tuple(ligature.Component) for ligature in ligatures}
    for ligature in list(ligatures):
        components = [glyph for glyph in ligature.Component if glyph != selector]
        if not components or tuple(components) in known:
            continue
        known.add(tuple(components))
        second = Ligature()
        second.Component = components
        second.CompCount = len(components) + 1
        second.LigGlyph = ligature.LigGlyph
        ligatures.append(second)
    # The longest that fits is taken.
    return sorted(ligatures, key=lambda ligature: -len(ligature.Component))


def main(source, target):
    font = TTFont(source)
    selector = font.getBestCmap()[SELECTOR]
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            for first, ligatures in table.ligatures.items():
                table.ligatures[first] = without(selector, ligatures)
    # A time stamp of the program that made it.
    del font["FFTM"]
    font.flavor = "woff2"
    font.save(target)


main(*sys.argv[1:])
