# SPDX-License-Identifier: MIT
# `make run` and `make check` are the two commands; `make help` lists the others. Nothing here builds
# by itself: Meson does, in build/. What a target needs from Debian is in the packages.* lists.
export LC_ALL := C.UTF-8
export DEBIAN_FRONTEND := noninteractive
# Debian's python3, meson and g-ir-scanner, whatever else is on this machine.
export PATH := /usr/bin:/bin:/usr/sbin:/sbin:$(PATH)

PREFIX ?= /usr/local
# As it was typed: a `$` in a launch line is not make's.
override PIPELINE := $(value PIPELINE)
export PIPELINE

.PHONY: build run check install bench clean help format reference
.NOTPARALLEL:

build:
	@scripts/packages packages.run
	@test -f build/build.ninja || meson setup --prefix '$(PREFIX)' build
	@ninja -C build

run: build
	@scripts/run

check:
	@scripts/packages packages.run packages.check
	@$(MAKE) --no-print-directory build
	@tests/run build

install: build
	@meson configure build '-Dprefix=$(PREFIX)'
	@meson install -C build

bench:
	@scripts/packages packages.run packages.bench
	@$(MAKE) --no-print-directory build
	@bench/run build

reference: build
	@command -v gi-docgen >/dev/null || { echo "make reference: gi-docgen isn't there; it is Debian's package gi-docgen" >&2; exit 1; }
	@ninja -C build docs/Weir-1.0
	@echo 'build/docs/Weir-1.0/index.html'

format:
	@scripts/format

clean:
	@rm -rf build

help:
	@echo 'make [build]   build everything into build/'
	@echo 'make run       build and run the main job: a camera file in, build/run/out.mp4 out'
	@echo "make run PIPELINE='videotestsrc ! autovideosink'   build and run this launch line"
	@echo 'make check     build and run every test'
	@echo 'make install   build and install (PREFIX=$(PREFIX), DESTDIR=$(DESTDIR))'
	@echo 'make bench     measure, side by side with GStreamer'
	@echo 'make reference builds the reference in HTML; needs gi-docgen'
	@echo 'make format    print what clang-format would change; changes nothing'
	@echo 'make clean     remove build/'
	@echo 'Missing Debian packages are installed as root or by sudo; WEIR_NO_INSTALL=1 forbids it.'
	@echo './dev CMD ...  runs CMD with the built Weir: ./dev weir launch videotestsrc ! autovideosink'
