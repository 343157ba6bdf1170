/* SPDX-License-Identifier: MIT */
/* Puts the program into a locale that writes one and a half as "1,5". Minimal systems have none
 * ready, so one is made for the test. */
#pragma once

#include <glib.h>
#include <glib/gstdio.h>
#include <locale.h>

#define COMMA_LOCALE "de_DE.UTF-8"

/* Fails the test where there is neither the locale nor what makes it. */
static inline void
comma_locale_set (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *target = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (setlocale (LC_ALL, COMMA_LOCALE) == NULL) {
    folder = g_dir_make_tmp ("weir-locale-XXXXXX", &error);
    g_assert_no_error (error);
    target = g_build_filename (folder, COMMA_LOCALE, NULL);
    const char *argv[] = { "localedef", "-i", "de_DE", "-f", "UTF-8", target, NULL };
    g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                  &error);
    g_assert_no_error (error);
    g_setenv ("LOCPATH", folder, TRUE);
    g_assert_nonnull (setlocale (LC_ALL, COMMA_LOCALE));
    const char *remove[] = { "rm", "-r", folder, NULL };
    g_spawn_sync (NULL, (char **) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                  NULL);
    g_unsetenv ("LOCPATH");
  }
  g_autofree char *number = g_strdup_printf ("%.1f", 1.5);
  g_assert_cmpstr (number, ==, "1,5");
}

static inline void
comma_locale_unset (void)
{
  setlocale (LC_ALL, "C.UTF-8");
}
