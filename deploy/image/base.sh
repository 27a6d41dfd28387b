# shellcheck shell=bash
# What the scripts that build images share: their words to the user, and the base that the images stand on. They set home, the
# checkout, and work, a folder for what is made on the way. To be sourced.

packages=$(sed -n 's/^ARG PACKAGES="\(.*\)"$/\1/p' "$home/deploy/image/Dockerfile")
release=bookworm # the last Debian with Java 17
debian=debian:$release-slim
own=gantry-base:$release

say() {
    printf '%s: %s\n' "${0#"$home/"}" "$1" >&2
}

fail() {
    say "$1"
    exit 1
}

present() {
    docker image inspect "$1" >/dev/null 2>&1
}

# Prints an image's name and size.
sized() {
    echo "$1 $(docker image inspect --format '{{.Size}}' "$1" | numfmt --to=si --format=%.2f)B"
}

need_docker() {
    docker info >/dev/null 2>&1 || fail "no Docker engine answers: start one, or name it in DOCKER_HOST"
}

# Sets compose to the command.
choose_compose() {
    if docker compose version >/dev/null 2>&1; then
        compose=(docker compose)
    elif command -v docker-compose >/dev/null; then
        compose=(docker-compose)
    else
        fail "no compose: sudo apt install docker-compose"
    fi
}

# Debian without what a container never reads; licences stay. The mirror's name would mean nothing elsewhere.
slim() {
    rm -rf "$1"/usr/share/{man,info,locale}/* "$1"/tmp/*
    find "$1"/var/{cache/apt,lib/apt/lists,log} -type f -delete
    find "$1/usr/share/doc" -type f ! -name copyright -delete
    : >"$1/etc/apt/sources.list"
}

make_base() {
    local root mirror
    command -v debootstrap >/dev/null || fail "no base: give one in BASE, or sudo apt install debootstrap"
    [[ $EUID == 0 ]] || fail "no base: give one in BASE, or run this as root for debootstrap"
    # shellcheck disable=SC2016 # apt's own variables
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Component: main' \
        2>/dev/null | head -n 1) || true
    root=$(mktemp -d "$work/base.XXXXXX")
    # shellcheck disable=SC2064 # root is local
    trap "rm -rf --one-file-system '$root'" EXIT
    chmod 755 "$root"
    debootstrap --variant=minbase --include="${packages// /,}" "$release" "$root" ${mirror:+"$mirror"} \
        >"$work/debootstrap.log" 2>&1 || fail "debootstrap could not make a base: $work/debootstrap.log"
    slim "$root"
    tar -C "$root" --one-file-system -c . | docker import - "$own" >/dev/null
}

# Sets BASE to an image that is here.
choose_base() {
    if [[ -n ${BASE:-} ]]; then
        present "$BASE" || docker pull -q "$BASE" >&2 || fail "BASE=$BASE is neither here nor can it be pulled"
    elif present "$debian"; then
        BASE=$debian
    elif present "$own"; then
        BASE=$own
    elif docker pull -q "$debian" >&2; then
        BASE=$debian
    else
        say "$debian cannot be pulled; making $own with debootstrap"
        make_base
        BASE=$own
    fi
    say "base $BASE"
}
