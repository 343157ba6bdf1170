/* SPDX-License-Identifier: MIT */
/* Folders with plugins in them, for tests. */
#pragma once

#include <glib.h>

/* An empty folder for this test program, with a cache folder in it that the library uses. Call it first in main (). */
void folders_init (void);
/* A new folder with copies of test plugins ("good", "crash"). Ownership: full. */
char *folder_new (const char *plugin, ...) G_GNUC_NULL_TERMINATED;
void folder_add (const char *folder, const char *plugin);
/* Removes it and all that is in it. */
void folder_remove (char *folder /* (transfer full) */);
/* Removes what folders_init () made. */
void folders_clear (void);
/* Of the cached manifests. */
guint folders_count_cached (void);
