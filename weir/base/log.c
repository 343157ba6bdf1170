/* SPDX-License-Identifier: MIT */
/* Logs must cost nothing where nobody reads them and be readable where somebody does: a topic's
 * threshold is one int that the macro compares. A topic is not known before its first line asks, so
 * it starts at G_MAXINT, which lets that line through to here, where its real threshold is set. */
#include <weir/base/log.h>
#include <weir/base/time.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  char *pattern; /* (owned) */
  int level;
} Rule;

static GMutex lock;
static WeirLogTopic *topics;  /* (locked) those that were used */
static GArray *rules;         /* (locked) (owned) of Rule; a later one wins */
static int default_level;     /* (locked) */
static gboolean is_silent;    /* (locked) nothing is logged, whatever the thresholds say */
static gboolean is_set_up;    /* (locked) */
static WeirLogWriter writer;  /* (locked) (nullable) */
static gpointer writer_data;  /* (locked) */
static gboolean is_coloured;  /* constant after set-up */
static WeirClockTime started; /* constant after set-up */

/* What the terminal shows for a level: name and colour. */
static const struct {
  const char *name;
  const char *colour;
} looks[] = {
  [WEIR_LEVEL_NONE] = { "NONE", "" },
  [WEIR_LEVEL_ERROR] = { "ERROR", "\033[1;31m" },
  [WEIR_LEVEL_WARNING] = { "WARN", "\033[1;33m" },
  [WEIR_LEVEL_FIXME] = { "Fixme", "\033[1;33m" },
  [WEIR_LEVEL_INFO] = { "INFO", "\033[1;32m" },
  [WEIR_LEVEL_DEBUG] = { "DEBUG", "\033[1;36m" },
  [WEIR_LEVEL_LOG] = { "LOG", "\033[1;35m" },
  [WEIR_LEVEL_TRACE] = { "TRACE", "\033[1;35m" },
};

static void
clear_rule (gpointer data)
{
  g_free (((Rule *) data)->pattern);
}

static gboolean
parse_level (const char *text, int *level)
{
  guint64 number;

  if (g_ascii_isdigit (text[0])) {
    if (!g_ascii_string_to_unsigned (text, 10, 0, 1000, &number, NULL))
      return FALSE;
    *level = (int) MIN (number, WEIR_LEVEL_TRACE);
    return TRUE;
  }
  for (int i = 0; i < (int) G_N_ELEMENTS (looks); i++)
    if (g_ascii_strcasecmp (text, looks[i].name) == 0) {
      *level = i;
      return TRUE;
    }
  *level = g_ascii_strcasecmp (text, "warning") == 0 ? WEIR_LEVEL_WARNING : WEIR_LEVEL_TRACE;
  return *level == WEIR_LEVEL_WARNING || g_ascii_strcasecmp (text, "memdump") == 0;
}

/* Call with the lock held. */
static int
level_for (const char *name)
{
  if (is_silent)
    return WEIR_LEVEL_NONE;
  for (guint i = rules->len; i > 0; i--) {
    const Rule *rule = &g_array_index (rules, Rule, i - 1);
    if (g_pattern_match_simple (rule->pattern, name))
      return rule->level;
  }
  return default_level;
}

/* Call with the lock held. */
static void
update_topics (void)
{
  for (WeirLogTopic *topic = topics; topic; topic = topic->next)
    __atomic_store_n (&topic->level, level_for (topic->name), __ATOMIC_RELAXED);
}

/* Call with the lock held. */
static void
add_rules (const char *list)
{
  g_auto (GStrv) items = g_strsplit (list, ",", -1);

  for (char **item = items; *item; item++) {
    char *text = g_strstrip (*item), *colon = strrchr (text, ':');
    Rule rule;

    if (text[0] == '\0')
      continue;
    if (!colon) {
      if (!parse_level (text, &default_level))
        fprintf (stderr, "WEIR_DEBUG: \"%s\" is not a level; write topic:level or a number\n",
                 text);
      continue;
    }
    *colon = '\0';
    if (!parse_level (colon + 1, &rule.level)) {
      fprintf (stderr, "WEIR_DEBUG: \"%s\" is not a level; use 0 to 6 or error ... trace\n",
               colon + 1);
      continue;
    }
    rule.pattern = g_strdup (text);
    g_array_append_val (rules, rule);
  }
}

/* Call with the lock held. */
static void
set_up (void)
{
  const char *list = g_getenv ("WEIR_DEBUG");

  if (is_set_up)
    return;
  is_set_up = TRUE;
  started = weir_util_get_timestamp ();
  rules = g_array_new (FALSE, FALSE, sizeof (Rule));
  g_array_set_clear_func (rules, clear_rule);
  default_level = WEIR_LEVEL_ERROR;
  is_coloured = isatty (STDERR_FILENO) && !g_getenv ("NO_COLOR")
                && !g_getenv ("WEIR_DEBUG_NO_COLOR") && !g_getenv ("GST_DEBUG_NO_COLOR");
  if (!list)
    list = g_getenv ("GST_DEBUG");
  if (list)
    add_rules (list);
}

static void
print_line (const char *topic, WeirDebugLevel level, const char *path, const char *message)
{
  WeirClockTime now = weir_util_get_timestamp () - started;
  const char *colour = is_coloured ? looks[level].colour : "";
  const char *plain = is_coloured ? "\033[0m" : "";
  g_autofree char *line =
    g_strdup_printf ("%" WEIR_TIME_FORMAT " %s%-5s%s %s: %s%s%s\n", WEIR_TIME_ARGS (now), colour,
                     looks[level].name, plain, topic, path ? path : "", path ? ": " : "", message);

  fputs (line, stderr);
}

/**
 * weir_log_write: (skip)
 * @topic: the file's topic
 * @level: the level
 * @path: (nullable): path of the object that speaks
 * @format: the text
 * @...: arguments of @format
 *
 * Writes a line, if the topic's threshold admits it. Use the macros, which ask first.
 *
 * Thread: any
 */
void
weir_log_write (WeirLogTopic *topic, WeirDebugLevel level, const char *path, const char *format, ...)
{
  g_autofree char *message = NULL;
  WeirLogWriter to;
  gpointer to_data;
  va_list args;

  g_return_if_fail (level > WEIR_LEVEL_NONE && level <= WEIR_LEVEL_TRACE);

  g_mutex_lock (&lock);
  set_up ();
  if (__atomic_load_n (&topic->level, __ATOMIC_RELAXED) == G_MAXINT) {
    topic->next = topics;
    topics = topic;
    __atomic_store_n (&topic->level, level_for (topic->name), __ATOMIC_RELAXED);
  }
  to = writer;
  to_data = writer_data;
  g_mutex_unlock (&lock);

  if ((int) level > __atomic_load_n (&topic->level, __ATOMIC_RELAXED))
    return;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  if (to)
    to (topic->name, level, path, message, to_data);
  else
    print_line (topic->name, level, path, message);
}

/* Topics that programs name are kept for ever, like those of files. */
static WeirLogTopic *
topic_for (const char *name)
{
  WeirLogTopic *topic;

  g_mutex_lock (&lock);
  set_up ();
  for (topic = topics; topic != NULL && !g_str_equal (topic->name, name); topic = topic->next)
    ;
  if (topic == NULL) {
    topic = g_new0 (WeirLogTopic, 1);
    topic->name = g_intern_string (name);
    topic->level = level_for (name);
    topic->next = topics;
    topics = topic;
  }
  g_mutex_unlock (&lock);
  return topic;
}

/**
 * weir_log_text:
 * @topic: what it is about
 * @level: how important it is; not %WEIR_LEVEL_NONE
 * @path: (nullable): the path of the object, or the place in the program, that speaks
 * @message: the text
 *
 * Writes a line, if the topic's threshold admits it. For programs and bindings; the library has macros.
 *
 * Thread: any
 */
void
weir_log_text (const char *topic, WeirDebugLevel level, const char *path, const char *message)
{
  g_return_if_fail (topic != NULL && message != NULL);
  g_return_if_fail (level > WEIR_LEVEL_NONE && level <= WEIR_LEVEL_TRACE);

  WeirLogTopic *to = topic_for (topic);
  if (__atomic_load_n (&to->level, __ATOMIC_RELAXED) >= (int) level)
    weir_log_write (to, level, path, "%s", message);
}

/**
 * weir_debug_set_active:
 * @active: %FALSE to log nothing, whatever the thresholds say
 *
 * Switches all logging off, or on again as the thresholds say. Thread: any.
 */
void
weir_debug_set_active (gboolean active)
{
  g_mutex_lock (&lock);
  set_up ();
  is_silent = !active;
  update_topics ();
  g_mutex_unlock (&lock);
}

/**
 * weir_debug_is_active:
 *
 * Thread: any
 *
 * Returns: whether anything may be logged
 */
gboolean
weir_debug_is_active (void)
{
  g_mutex_lock (&lock);
  gboolean is_active = !is_silent;
  g_mutex_unlock (&lock);
  return is_active;
}

/**
 * weir_debug_set_threshold_from_string:
 * @list: topics and levels, as in `caps:5,link*:4,2`
 * @reset: whether to forget what was set before
 *
 * Says what is logged, in the words of the environment variable WEIR_DEBUG. A topic may have `*`
 * and `?` in it; a level alone is for all other topics.
 *
 * Thread: any
 */
void
weir_debug_set_threshold_from_string (const char *list, gboolean reset)
{
  g_return_if_fail (list != NULL);

  g_mutex_lock (&lock);
  set_up ();
  if (reset) {
    g_array_set_size (rules, 0);
    default_level = WEIR_LEVEL_ERROR;
  }
  add_rules (list);
  update_topics ();
  g_mutex_unlock (&lock);
}

/**
 * weir_debug_set_threshold_for_name:
 * @name: a topic; `*` and `?` stand for others
 * @level: the highest level that is logged
 *
 * Says how much of a topic is logged.
 *
 * Thread: any
 */
void
weir_debug_set_threshold_for_name (const char *name, WeirDebugLevel level)
{
  Rule rule = { NULL, (int) level };

  g_return_if_fail (name != NULL);
  g_mutex_lock (&lock);
  set_up ();
  rule.pattern = g_strdup (name);
  g_array_append_val (rules, rule);
  update_topics ();
  g_mutex_unlock (&lock);
}

/**
 * weir_debug_set_default_threshold:
 * @level: the highest level that is logged
 *
 * Says how much is logged of topics that have no threshold of their own.
 *
 * Thread: any
 */
void
weir_debug_set_default_threshold (WeirDebugLevel level)
{
  g_mutex_lock (&lock);
  set_up ();
  default_level = MIN ((int) level, WEIR_LEVEL_TRACE);
  update_topics ();
  g_mutex_unlock (&lock);
}

/**
 * weir_debug_get_default_threshold:
 *
 * Thread: any
 *
 * Returns: the highest level that is logged of topics without a threshold of their own
 */
WeirDebugLevel
weir_debug_get_default_threshold (void)
{
  WeirDebugLevel level;

  g_mutex_lock (&lock);
  set_up ();
  level = (WeirDebugLevel) default_level;
  g_mutex_unlock (&lock);
  return level;
}

/**
 * weir_debug_level_get_name:
 * @level: a level
 *
 * Thread: any
 *
 * Returns: (transfer none): the level's name as logs show it
 */
const char *
weir_debug_level_get_name (WeirDebugLevel level)
{
  g_return_val_if_fail ((int) level >= 0 && level <= WEIR_LEVEL_TRACE, "");
  return looks[level].name;
}

/**
 * weir_log_set_writer: (skip)
 * @new_writer: (nullable): who takes the lines, or %NULL for standard error
 * @user_data: given to @new_writer
 *
 * Sends log lines elsewhere.
 *
 * Thread: any
 */
void
weir_log_set_writer (WeirLogWriter new_writer, gpointer user_data)
{
  g_mutex_lock (&lock);
  set_up ();
  writer = new_writer;
  writer_data = user_data;
  g_mutex_unlock (&lock);
}
