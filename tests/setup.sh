#!/usr/bin/env bash
# Brings what the browser stories need and the computer lacks: Chromium, ffmpeg, a Chinese font.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v ffmpeg >/dev/null || missing+=(ffmpeg)
fc-list :lang=zh 2>/dev/null | grep -q . || missing+=(fonts-noto-cjk)
[ ${#missing[@]} -eq 0 ] && exit 0

if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then
	sudo apt-get update -qq
	sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
else
	case " ${missing[*]} " in
	*" chromium "*) npx playwright install chromium ;;
	esac
	for tool in ffmpeg fonts-noto-cjk; do
		case " ${missing[*]} " in
		*" $tool "*) echo "Please install $tool: the browser stories need it." >&2 && exit 1 ;;
		esac
	done
fi
