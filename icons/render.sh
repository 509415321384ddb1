#!/bin/sh
# Makes the PNG, ICO and ICNS files from the SVGs beside this script. Needs rsvg-convert
# (Debian: librsvg2-bin) and ImageMagick's convert (imagemagick); CONVERT may name another one.
set -eu
cd "$(dirname "$0")"
convert="${CONVERT:-/usr/bin/convert}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

render() { # svg size png
    rsvg-convert --width "$2" --height "$2" "$1" --output "$3"
}

render app.svg 32 32x32.png
render app.svg 128 128x128.png
render app.svg 256 128x128@2x.png
render app.svg 512 icon.png
for face in off live attention; do
    render "tray-$face.svg" 64 "tray-$face.png"
done

for size in 16 24 32 48 64 128 256; do
    render app.svg "$size" "$work/$size.png"
done
"$convert" "$work/16.png" "$work/24.png" "$work/32.png" "$work/48.png" "$work/64.png" "$work/256.png" icon.ico

# An ICNS is a header and chunks: a type of four letters, the length with its own eight bytes, a PNG.
# The types are Apple's: ic07 128, ic08 256, ic09 512, ic11 32, ic12 64 pixels.
chunk() { # type file
    length=$(($(wc -c <"$2") + 8))
    printf '%s' "$1"
    printf "$(printf '\\%03o\\%03o\\%03o\\%03o' \
        $((length >> 24 & 255)) $((length >> 16 & 255)) $((length >> 8 & 255)) $((length & 255)))"
    cat "$2"
}

{
    chunk ic07 "$work/128.png"
    chunk ic08 "$work/256.png"
    chunk ic09 icon.png
    chunk ic11 "$work/32.png"
    chunk ic12 "$work/64.png"
} >"$work/body"
chunk icns "$work/body" >icon.icns
