/* SPDX-License-Identifier: MIT */
/* There is little to initialise: the registry is read when it is first asked for, threads come with work. What weir_init ()
 * does is to let the rooms below know of the registry, and to take the library's options out of the command line. */
#include <weir/base/error.h>
#include <weir/base/log.h>
#include <weir/base/reaper.h>
#include <weir/graph/factory-hook.h>
#include <weir/graph/system-clock.h>
#include <weir/negotiate/cure.h>
#include <weir/registry/init.h>
#include <weir/registry/registry-private.h>
#include <weir/registry/uri.h>

#include <stdio.h>
#include <string.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static gint is_initialized; /* atomic; written under the lock */

/* "--weir-debug=LIST", "--weir-debug LIST" and the same by the name that users know. Returns how many arguments it is. */
static int
take_option (char **argv)
{
  static const char *const names[] = { "--weir-debug", "--gst-debug" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    gsize length = strlen (names[i]);

    if (strncmp (argv[0], names[i], length) != 0)
      continue;
    if (argv[0][length] == '=') {
      weir_debug_set_threshold_from_string (argv[0] + length + 1, FALSE);
      return 1;
    }
    if (argv[0][length] == '\0' && argv[1] != NULL) {
      weir_debug_set_threshold_from_string (argv[1], FALSE);
      return 2;
    }
  }
  return 0;
}

static void
take_options (int *argc, char **argv)
{
  int kept = 1;

  for (int i = 1; i < *argc;) {
    int taken = strcmp (argv[i], "--") != 0 ? take_option (argv + i) : 0;

    if (taken == 0) {
      if (strcmp (argv[i], "--") == 0) {
        while (i < *argc)
          argv[kept++] = argv[i++];
        break;
      }
      argv[kept++] = argv[i++];
    }
    i += taken;
  }
  *argc = MIN (kept, *argc);
  argv[*argc] = NULL;
}

static WeirElement *
make_for_uri (WeirURIType type, const char *uri, GError **error)
{
  return weir_element_make_from_uri (type, uri, NULL, error);
}

/**
 * weir_init_check:
 * @argc: (inout) (optional): number of arguments of the command line
 * @argv: (inout) (array length=argc) (optional) (nullable): the arguments; the library's are taken out
 * @error: return location for an error
 *
 * Begins using the library. It may be called any number of times.
 *
 * The options are `--weir-debug=LIST` (as the variable `WEIR_DEBUG`) and the same as `--gst-debug`.
 *
 * Thread: any
 *
 * Returns: %TRUE
 */
gboolean
weir_init_check (int *argc, char **argv[], GError **error)
{
  if (argc != NULL && argv != NULL && *argc > 0 && *argv != NULL)
    take_options (argc, *argv);

  pthread_mutex_lock (&lock);
  /* Domains whose errors carry more than GLib's must be known before anybody makes an error of them. */
  weir_error_quark ();
  weir_core_error_quark ();
  weir_set_make_element (weir_element_factory_make_checked, make_for_uri);
  weir_set_cure_candidates (weir_registry_cure_candidates);
  weir_negotiate_init ();
  g_atomic_int_set (&is_initialized, TRUE);
  pthread_mutex_unlock (&lock);
  return TRUE;
}

/**
 * weir_init:
 * @argc: (inout) (optional): number of arguments of the command line
 * @argv: (inout) (array length=argc) (optional) (nullable): the arguments; the library's are taken out
 *
 * Begins using the library, as weir_init_check().
 *
 * Thread: any
 */
void
weir_init (int *argc, char **argv[])
{
  g_autoptr (GError) error = NULL;

  if (!weir_init_check (argc, argv, &error))
    g_error ("Weir can't be initialised: %s", error->message);
}

/**
 * weir_is_initialized:
 *
 * Asks whether weir_init() was called.
 *
 * Thread: any
 *
 * Returns: whether it was
 */
gboolean
weir_is_initialized (void)
{
  return g_atomic_int_get (&is_initialized);
}

/**
 * weir_deinit:
 *
 * Frees what the library keeps: registry, default clock, threads. For checks of leaks; all pipelines must be gone.
 * weir_init() may be called again.
 *
 * Thread: any that owns nothing, while no other uses the library
 */
void
weir_deinit (void)
{
  pthread_mutex_lock (&lock);
  gboolean was_initialized = g_atomic_int_get (&is_initialized);
  g_atomic_int_set (&is_initialized, FALSE);
  weir_set_make_element (NULL, NULL);
  pthread_mutex_unlock (&lock);
  if (!was_initialized)
    return;

  weir_reaper_drain ();
  weir_registry_drop ();
  weir_system_clock_set_default (NULL);
  weir_sched_shutdown ();
}

/**
 * weir_version:
 * @major: (out): major version
 * @minor: (out): minor version
 * @micro: (out): micro version
 * @nano: (out): 0
 *
 * Gives the version of the library.
 *
 * Thread: any
 */
void
weir_version (guint *major, guint *minor, guint *micro, guint *nano)
{
  g_return_if_fail (major != NULL && minor != NULL && micro != NULL && nano != NULL);

  *nano = 0;
  if (sscanf (WEIR_VERSION, "%u.%u.%u", major, minor, micro) != 3)
    g_return_if_reached ();
}

/**
 * weir_version_string:
 *
 * Gives the version of the library as text.
 *
 * Thread: any
 *
 * Returns: (transfer full): the text
 */
char *
weir_version_string (void)
{
  return g_strdup ("Weir " WEIR_VERSION);
}
