/* SPDX-License-Identifier: MIT */
/* Logs: a topic per file, a threshold per topic, lines on standard error.
 *
 *   WEIR_LOG_TOPIC ("caps");                       once per file, at its top
 *   WEIR_LOG_DEBUG (path, "took %u caps", n);      path: the object's path, or NULL
 *
 * What is not wanted costs one load and one comparison; its arguments aren't evaluated. The
 * environment says what is wanted: WEIR_DEBUG=caps:5,*:2 (GST_DEBUG is read if that is unset). The
 * numbers are those that users know. Lines of level trace exist only in builds with -DWEIR_TRACE. */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

/**
 * WeirDebugLevel:
 * @WEIR_LEVEL_NONE: nothing is logged
 * @WEIR_LEVEL_ERROR: what fails
 * @WEIR_LEVEL_WARNING: what is suspicious
 * @WEIR_LEVEL_FIXME: what a program asks for and is not there; Weir itself gives an error instead
 * @WEIR_LEVEL_INFO: what happens seldom and interests users
 * @WEIR_LEVEL_DEBUG: what interests those who work on Weir, not per buffer
 * @WEIR_LEVEL_LOG: what happens often; for programs, Weir itself has no such lines
 * @WEIR_LEVEL_TRACE: per buffer
 *
 * How much is logged.
 */
typedef enum {
  WEIR_LEVEL_NONE = 0,
  WEIR_LEVEL_ERROR = 1,
  WEIR_LEVEL_WARNING = 2,
  WEIR_LEVEL_FIXME = 3,
  WEIR_LEVEL_INFO = 4,
  WEIR_LEVEL_DEBUG = 5,
  WEIR_LEVEL_LOG = 6,
  WEIR_LEVEL_TRACE = 7,
} WeirDebugLevel;

/**
 * WeirLogTopic: (skip)
 *
 * What a file's log lines are about, with its threshold. Static; never freed, so a module that has
 * one stays loaded.
 */
typedef struct _WeirLogTopic WeirLogTopic;
struct _WeirLogTopic {
  const char *name;
  int level;          /* (atomic) highest level that is logged; G_MAXINT until first used */
  WeirLogTopic *next; /* (locked) list of the topics that were used */
};

/**
 * WeirLogWriter:
 * @topic: the topic's name
 * @level: the level
 * @path: (nullable): the object's path
 * @message: the text
 * @user_data: what was given with the function
 *
 * Takes a log line instead of standard error. It may be called in any thread, by several at once.
 */
typedef void (*WeirLogWriter) (const char *topic, WeirDebugLevel level, const char *path,
                               const char *message, gpointer user_data);

#define WEIR_LOG_TOPIC(topic_name)                                                                 \
  static WeirLogTopic weir_log_topic_of_file = { topic_name, G_MAXINT, NULL }

#define WEIR_LOG_IS_ON(log_level)                                                                  \
  WEIR_UNLIKELY (__atomic_load_n (&weir_log_topic_of_file.level, __ATOMIC_RELAXED)                 \
                 >= (int) (log_level))

#define WEIR_LOG(log_level, path, ...)                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if (WEIR_LOG_IS_ON (log_level))                                                                \
      weir_log_write (&weir_log_topic_of_file, (log_level), (path), __VA_ARGS__);                  \
  }                                                                                                \
  G_STMT_END

#define WEIR_LOG_ERROR(path, ...) WEIR_LOG (WEIR_LEVEL_ERROR, path, __VA_ARGS__)
#define WEIR_LOG_WARNING(path, ...) WEIR_LOG (WEIR_LEVEL_WARNING, path, __VA_ARGS__)
#define WEIR_LOG_INFO(path, ...) WEIR_LOG (WEIR_LEVEL_INFO, path, __VA_ARGS__)
#define WEIR_LOG_DEBUG(path, ...) WEIR_LOG (WEIR_LEVEL_DEBUG, path, __VA_ARGS__)
#ifdef WEIR_TRACE
#define WEIR_LOG_TRACE(path, ...) WEIR_LOG (WEIR_LEVEL_TRACE, path, __VA_ARGS__)
#else
#define WEIR_LOG_TRACE(path, ...)                                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
  }                                                                                                \
  G_STMT_END
#endif

#define WEIR_TYPE_DEBUG_LEVEL (weir_debug_level_get_type ())

WEIR_API GType weir_debug_level_get_type (void);

WEIR_API void weir_log_write (WeirLogTopic *topic, WeirDebugLevel level, const char *path,
                              const char *format, ...) G_GNUC_PRINTF (4, 5);

WEIR_API void weir_log_text (const char *topic, WeirDebugLevel level, const char *path, const char *message);

WEIR_API void weir_debug_set_active (gboolean active);
WEIR_API gboolean weir_debug_is_active (void);
WEIR_API void weir_debug_set_threshold_from_string (const char *list, gboolean reset);
WEIR_API void weir_debug_set_threshold_for_name (const char *name, WeirDebugLevel level);
WEIR_API void weir_debug_set_default_threshold (WeirDebugLevel level);
WEIR_API WeirDebugLevel weir_debug_get_default_threshold (void);
WEIR_API const char *weir_debug_level_get_name (WeirDebugLevel level);
WEIR_API void weir_log_set_writer (WeirLogWriter new_writer, gpointer user_data);

G_END_DECLS
