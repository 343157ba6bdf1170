/* SPDX-License-Identifier: MIT */
/* What the elements that read and write files say when they can't. */
#pragma once

#include <weir/base/error.h>

G_BEGIN_DECLS

typedef enum {
  WEIR_FILE_READ = 1,
  WEIR_FILE_WRITE,
} WeirFileDeed;

/* Fills `error` for the reason `errno_` of a system call: who, what, which file, why, and what to do.
 * (nullable) `path`: NULL: something without a name. Thread: any */
void weir_file_set_error (GError **error, const char *element, WeirFileDeed deed, const char *path, int errno_);
/* The path is missing in the settings. Thread: any */
void weir_file_set_no_location (GError **error, const char *element, const char *example);

G_END_DECLS
