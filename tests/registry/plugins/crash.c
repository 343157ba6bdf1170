/* SPDX-License-Identifier: MIT */
/* A plugin that crashes whoever opens it. */
#include <stdlib.h>
#include <weir/registry/plugin-impl.h>

static void crash_at_once (void) __attribute__ ((constructor));

static void
crash_at_once (void)
{
  abort ();
}

WEIR_PLUGIN_DEFINE_INFO (.name = "crash", .description = "Crashes", .version = "1",
                         .license = "MIT")
