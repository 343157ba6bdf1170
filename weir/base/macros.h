/* SPDX-License-Identifier: MIT */
/* What every header needs before its first declaration. */
#pragma once

#include <glib-object.h>

/* A symbol that programs and plugins may use; all others stay inside the library. */
#define WEIR_API __attribute__ ((visibility ("default"))) extern

#define WEIR_LIKELY(x) __builtin_expect (!!(x), 1)
#define WEIR_UNLIKELY(x) __builtin_expect (!!(x), 0)

/* Keeps what one thread writes off the cache line that another one reads. */
#define WEIR_CACHE_LINE 64
#define WEIR_CACHE_ALIGNED __attribute__ ((aligned (WEIR_CACHE_LINE)))
