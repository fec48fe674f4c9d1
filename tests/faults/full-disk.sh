# Run by a test in namespaces of its own: a small disk is filled, and gets room. $1 folder, $2 node, $3 command line.
set -u
disk="$1/disk"
mkdir -p "$disk"
mount -t tmpfs -o size=12m tmpfs "$disk" || exit 77
run() { "$2" "$3" "$4" "$1/pipelines/sample.yaml" --out "$disk" --cache "$1/cache" --quiet; }
sums() { (cd "$disk/sample" && find . -type f -not -path './.*' -exec sha256sum {} + | sort -k 2); }

run "$1" "$2" "$3" regenerate >/dev/null || exit 1
sums >"$1/before"
cp -r "$disk" "$1/other"
# Every comment is another one: all files are to be written anew, and there is no room for them.
sed -i 's/"comments": "/"comments": "More. /' "$1"/pipelines/sample/mappings/*/*/*/*/*.json
"$2" "$3" regenerate "$1/pipelines/sample.yaml" --out "$1/other" --cache "$1/other-cache" --quiet >/dev/null || exit 1
(cd "$1/other/sample" && find . -type f -exec sha256sum {} + | sort -k 2) >"$1/after"
head -c 12m /dev/zero >"$disk/filler" 2>/dev/null
for command in regenerate build; do
  run "$1" "$2" "$3" "$command"
  echo "$command: exit $?"
done
# Whole files only, old or new.
sums | grep -vxFf "$1/before" | grep -vxFf "$1/after" | sed 's/^/half: /'
rm "$disk/filler"
run "$1" "$2" "$3" regenerate >/dev/null
echo "with room: exit $?"
(cd "$disk/sample" && find . -type f -exec sha256sum {} + | sort -k 2) | cmp - "$1/after" && echo same bytes
