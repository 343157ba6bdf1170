/* SPDX-License-Identifier: MIT */
/* The clock that is there when no device provides one, and the one that all processes of a machine share. It is the
 * engine's own time, virtual in the simulation, so that deadlines by it are exact. */
#include <weir/graph/clock-private.h>
#include <weir/graph/system-clock.h>

#include <time.h>

enum { PROP_CLOCK_TYPE = 1 };

struct _WeirSystemClock {
  WeirClock parent_instance;
  WEIR_ATOMIC (int) type; /* WeirClockType */
};

struct _WeirSystemClockClass {
  WeirClockClass parent_class;
};

G_DEFINE_FINAL_TYPE (WeirSystemClock, weir_system_clock, WEIR_TYPE_CLOCK)

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static WeirClock *default_clock; /* (locked) (owned) (nullable): made when first asked for */

GType
weir_clock_type_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { WEIR_CLOCK_TYPE_REALTIME, "WEIR_CLOCK_TYPE_REALTIME", "realtime" },
    { WEIR_CLOCK_TYPE_MONOTONIC, "WEIR_CLOCK_TYPE_MONOTONIC", "monotonic" },
    { WEIR_CLOCK_TYPE_OTHER, "WEIR_CLOCK_TYPE_OTHER", "other" },
    { WEIR_CLOCK_TYPE_TAI, "WEIR_CLOCK_TYPE_TAI", "tai" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirClockType", values));
  return type;
}

/* A word by itself: whoever changes the type while others read must expect either. */
static gboolean
is_monotonic (WeirClock *clock)
{
  int type = WEIR_ATOMIC_LOAD (&((WeirSystemClock *) clock)->type, relaxed);

  return type == WEIR_CLOCK_TYPE_MONOTONIC || type == WEIR_CLOCK_TYPE_OTHER;
}

/* Leap seconds between UTC and TAI, as the system knows them (often 0). */
static gint64
tai_offset_ns (void)
{
  struct timespec tai, utc;

  if (clock_gettime (CLOCK_TAI, &tai) != 0 || clock_gettime (CLOCK_REALTIME, &utc) != 0)
    return 0;
  gint64 difference_ns = (tai.tv_sec - utc.tv_sec) * WEIR_SECOND + tai.tv_nsec - utc.tv_nsec;
  return (difference_ns + WEIR_SECOND / 2) / WEIR_SECOND * WEIR_SECOND;
}

static gint64
system_time_ns (WeirClock *clock)
{
  if (is_monotonic (clock))
    return weir_now_ns ();
  if (WEIR_ATOMIC_LOAD (&((WeirSystemClock *) clock)->type, relaxed) == WEIR_CLOCK_TYPE_TAI)
    return weir_wall_now_ns () + tai_offset_ns ();
  return weir_wall_now_ns ();
}

static WeirClockTime
weir_system_clock_get_internal_time (WeirClock *clock)
{
  return (WeirClockTime) system_time_ns (clock);
}

static gint64
weir_system_clock_internal_to_monotonic (WeirClock *clock, WeirClockTime internal)
{
  if (is_monotonic (clock))
    return (gint64) internal;

  gint64 now_ns = weir_now_ns (), ahead_ns = (gint64) internal - system_time_ns (clock);
  return ahead_ns > G_MAXINT64 - now_ns ? G_MAXINT64 : now_ns + ahead_ns;
}

static void
set_type (WeirSystemClock *clock, int type)
{
  WEIR_ATOMIC_STORE (&clock->type, type, relaxed);
  WEIR_CLOCK_CAST (clock)->clock_priv->is_steady = is_monotonic (WEIR_CLOCK_CAST (clock));
}

static void
weir_system_clock_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_CLOCK_TYPE:
    g_value_set_enum (value, WEIR_ATOMIC_LOAD (&((WeirSystemClock *) object)->type, relaxed));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
weir_system_clock_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_CLOCK_TYPE:
    set_type ((WeirSystemClock *) object, g_value_get_enum (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
weir_system_clock_class_init (WeirSystemClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  WeirClockClass *clock_class = WEIR_CLOCK_CLASS (klass);

  object_class->get_property = weir_system_clock_get_property;
  object_class->set_property = weir_system_clock_set_property;
  clock_class->get_internal_time = weir_system_clock_get_internal_time;
  clock_class->internal_to_monotonic = weir_system_clock_internal_to_monotonic;

  /**
   * WeirSystemClock:clock-type:
   *
   * Which time it shows.
   */
  g_object_class_install_property (
    object_class, PROP_CLOCK_TYPE,
    g_param_spec_enum ("clock-type", "Clock type", "Which time it shows", WEIR_TYPE_CLOCK_TYPE,
                       WEIR_CLOCK_TYPE_MONOTONIC, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
}

static void
weir_system_clock_init (WeirSystemClock *clock)
{
  set_type (clock, WEIR_CLOCK_TYPE_MONOTONIC);
  WEIR_CLOCK_CAST (clock)->clock_priv->can_follow = TRUE;
}

/**
 * weir_system_clock_obtain:
 *
 * Gives the default clock, the same for everybody: the monotonic one, unless weir_system_clock_set_default() was called.
 *
 * Thread: any
 *
 * Returns: (transfer full): the clock
 */
WeirClock *
weir_system_clock_obtain (void)
{
  pthread_mutex_lock (&lock);
  if (default_clock == NULL)
    default_clock =
      g_object_ref_sink (g_object_new (WEIR_TYPE_SYSTEM_CLOCK, "name", "WeirSystemClock", NULL));
  WeirClock *clock = g_object_ref (default_clock);
  pthread_mutex_unlock (&lock);
  return clock;
}

/**
 * weir_system_clock_set_default:
 * @new_clock: (nullable): the clock that weir_system_clock_obtain() shall give, or %NULL for the system's
 *
 * Replaces the default clock, for tests.
 *
 * Thread: any
 */
void
weir_system_clock_set_default (WeirClock *new_clock)
{
  g_return_if_fail (new_clock == NULL || WEIR_IS_CLOCK (new_clock));

  if (new_clock != NULL)
    g_object_ref_sink (new_clock);
  pthread_mutex_lock (&lock);
  WeirClock *old = default_clock;
  default_clock = new_clock;
  pthread_mutex_unlock (&lock);
  g_clear_object (&old);
}
