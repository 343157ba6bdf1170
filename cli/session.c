/* SPDX-License-Identifier: MIT */
/* A loop around poll (): the bus, Ctrl-C, and the clock for the status line. A main loop would do the
 * same, with a context, sources and a thread for signals, none of which is needed to play a line. */
#include <cli/session.h>

#include <cli/args.h>
#include <cli/interrupt.h>
#include <cli/say.h>
#include <cli/status-line.h>
#include <cli/summary.h>
#include <cli/watch.h>
#include <weir/base/error.h>
#include <weir/data/structure.h>
#include <weir/data/tags.h>
#include <weir/graph/bus.h>
#include <weir/graph/iterator.h>

#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#define STATUS_INTERVAL_MS 200
/* Frames per second and speed are means over so much time. */
#define RATE_INTERVAL_NS (1 * WEIR_SECOND)

typedef struct {
  gint64 time_ns;
  gint64 position_ns;
  gint64 n_frames;
  double frames_per_s, speed; /* below 0: unknown */
} Rate;

typedef struct {
  WeirPipeline *pipeline;
  WeirBus *bus;
  CliSessionOptions options;
  CliStatusLine status_line;
  GHashTable *late; /* element's name (owned) to how many buffers it has dropped */
  gint64 begin_ns;
  gint64 duration_ns; /* below 0: unknown */
  Rate rate;
  int state;     /* (atomic) WeirState */
  int buffering; /* percent; 100: there is enough */
  guint n_messages;
  char *last_change; /* (owned) (nullable) */
  gboolean is_live;
  gboolean is_ending; /* EOS was sent because the user asked */
  gboolean is_done;
  gboolean has_failed;
  gint64 status_line_ns; /* when it was last worked out */
  int status;            /* exit status */
  const char *what;      /* how it ended, for the summary */
} Session;

static gint64
now_ns (void)
{
  return g_get_monotonic_time () * 1000;
}

static WeirElement *
element_of (Session *self)
{
  return WEIR_ELEMENT (self->pipeline);
}

/* The status line makes room for everything else. */
static void G_GNUC_PRINTF (2, 3) print (Session *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  cli_status_line_clear (&self->status_line);
  g_print ("%s\n", text);
  fflush (stdout);
}

static void
end (Session *self, int status, const char *what)
{
  if (self->is_done)
    return;
  self->is_done = TRUE;
  self->status = status;
  self->what = what;
}

static void
fail (Session *self)
{
  self->has_failed = TRUE;
  self->is_done = TRUE;
  self->status = CLI_EXIT_FAILED;
  self->what = "Failed";
}

/* --- messages ----------------------------------------------------------------------------------- */

static char *
source_of (WeirMessage *message)
{
  if (message->src == NULL)
    return g_strdup ("nobody");
  if (WEIR_IS_OBJECT (message->src))
    return weir_object_get_path_string (WEIR_OBJECT (message->src));
  return g_strdup (G_OBJECT_TYPE_NAME (message->src));
}

static void
take_failure (Session *self, WeirMessage *message)
{
  const gboolean is_error = message->type == WEIR_MESSAGE_ERROR;
  g_autofree char *source = source_of (message);
  g_autofree char *debug = NULL;
  g_autoptr (GError) error = NULL;

  /* What fails after the first failure fails because of it. */
  if (is_error && self->has_failed)
    return;
  if (is_error)
    weir_message_parse_error (message, &error, &debug);
  else
    weir_message_parse_warning (message, &error, &debug);
  cli_status_line_clear (&self->status_line);
  if (is_error) {
    cli_say_error (source, error);
    fail (self);
  } else if (!self->options.is_quiet) {
    cli_say_warning (source, error);
  }
  if (debug != NULL && self->options.is_verbose)
    cli_say_note ("%s", debug);
}

static void
take_info (Session *self, WeirMessage *message)
{
  g_autofree char *source = source_of (message), *debug = NULL;
  g_autoptr (GError) error = NULL;

  if (self->options.is_quiet)
    return;
  weir_message_parse_info (message, &error, &debug);
  g_autofree char *text = cli_say_format ("Info", source, error);
  print (self, "%s", g_strchomp (text));
}

static WeirState
state_of (Session *self)
{
  return (WeirState) __atomic_load_n (&self->state, __ATOMIC_RELAXED);
}

/* A pipeline that fetches its data waits until it has enough; a live one can't. */
static void
take_buffering (Session *self, WeirMessage *message)
{
  const int before = self->buffering;

  weir_message_parse_buffering (message, &self->buffering);
  if (self->is_live || self->is_ending)
    return;
  if (before == 100 && self->buffering < 100)
    weir_element_set_state (element_of (self), WEIR_STATE_PAUSED);
  else if (before < 100 && self->buffering == 100)
    weir_element_set_state (element_of (self), WEIR_STATE_PLAYING);
}

static void
take_qos (Session *self, WeirMessage *message)
{
  WeirFormat format;
  guint64 processed, dropped;

  if (!WEIR_IS_OBJECT (message->src))
    return;
  weir_message_parse_qos_stats (message, &format, &processed, &dropped);
  if (dropped != G_MAXUINT64)
    g_hash_table_insert (self->late, weir_object_get_name (WEIR_OBJECT (message->src)),
                         GSIZE_TO_POINTER ((gsize) dropped));
}

static void
take_request (Session *self, WeirMessage *message)
{
  WeirState state;

  weir_message_parse_request_state (message, &state);
  if (state == WEIR_STATE_NULL)
    end (self, CLI_EXIT_OK, "Ended");
  else
    weir_element_set_state (element_of (self), state);
}

static void
take_change (Session *self, WeirMessage *message)
{
  const WeirStructure *structure = weir_message_get_structure (message);

  if (!self->options.is_verbose || self->options.is_quiet
      || !weir_message_has_name (message, CLI_WATCH_MESSAGE))
    return;
  /* A property that was set twice before anybody read it changed once. */
  const char *text = weir_structure_get_string (structure, "text");
  if (g_strcmp0 (text, self->last_change) == 0)
    return;
  g_free (self->last_change);
  self->last_change = g_strdup (text);
  print (self, "%s", text);
}

static void
show_tags (Session *self, WeirMessage *message)
{
  WeirTagList *tags = NULL;

  weir_message_parse_tag (message, &tags);
  if (tags == NULL)
    return;
  g_autofree char *source = source_of (message);
  g_autofree char *text = weir_tag_list_to_string (tags);
  print (self, "%s: tags: %s", source, text);
  weir_tag_list_unref (tags);
}

static void
show_message (Session *self, WeirMessage *message)
{
  const WeirStructure *structure = weir_message_get_structure (message);
  g_autofree char *source = source_of (message);
  g_autofree char *text = structure != NULL ? weir_structure_to_string (structure) : NULL;

  if (weir_message_has_name (message, CLI_WATCH_MESSAGE))
    return;
  print (self, "message %u: %s from %s%s%s", ++self->n_messages, WEIR_MESSAGE_TYPE_NAME (message),
         source, text != NULL ? ": " : "", text != NULL ? text : "");
}

static void
take_message (Session *self, WeirMessage *message)
{
  if (self->options.shows_messages)
    show_message (self, message);
  switch (message->type) {
  case WEIR_MESSAGE_EOS:
    if (message->src == WEIR_OBJECT_CAST (self->pipeline))
      end (self, CLI_EXIT_OK, self->is_ending ? "Ended on request" : "Ended");
    break;
  case WEIR_MESSAGE_ERROR:
  case WEIR_MESSAGE_WARNING:
    take_failure (self, message);
    break;
  case WEIR_MESSAGE_INFO:
    take_info (self, message);
    break;
  case WEIR_MESSAGE_BUFFERING:
    take_buffering (self, message);
    break;
  case WEIR_MESSAGE_LATENCY:
    weir_bin_recalculate_latency (WEIR_BIN (self->pipeline));
    break;
  case WEIR_MESSAGE_CLOCK_LOST:
    weir_element_set_state (element_of (self), WEIR_STATE_PAUSED);
    weir_element_set_state (element_of (self), WEIR_STATE_PLAYING);
    break;
  case WEIR_MESSAGE_REQUEST_STATE:
    take_request (self, message);
    break;
  case WEIR_MESSAGE_DURATION_CHANGED:
    self->duration_ns = -1;
    break;
  case WEIR_MESSAGE_QOS:
    take_qos (self, message);
    break;
  case WEIR_MESSAGE_TAG:
    if (self->options.shows_tags)
      show_tags (self, message);
    break;
  case WEIR_MESSAGE_APPLICATION:
    take_change (self, message);
    break;
  default:
    break;
  }
}

/* Whether the loop must see it. What it needn't doesn't wake it. */
static gboolean
is_wanted (const Session *self, const WeirMessage *message)
{
  switch (message->type) {
  case WEIR_MESSAGE_EOS:
    return message->src == WEIR_OBJECT_CAST (self->pipeline);
  case WEIR_MESSAGE_TAG:
    return self->options.shows_tags;
  case WEIR_MESSAGE_ERROR:
  case WEIR_MESSAGE_WARNING:
  case WEIR_MESSAGE_INFO:
  case WEIR_MESSAGE_BUFFERING:
  case WEIR_MESSAGE_LATENCY:
  case WEIR_MESSAGE_CLOCK_LOST:
  case WEIR_MESSAGE_REQUEST_STATE:
  case WEIR_MESSAGE_DURATION_CHANGED:
  case WEIR_MESSAGE_QOS:
  case WEIR_MESSAGE_APPLICATION:
    return TRUE;
  default:
    return FALSE;
  }
}

/* Where it is posted, in any thread. */
static WeirBusSyncReply
sort_message_cb (WeirBus *bus, WeirMessage *message, gpointer data)
{
  Session *self = data;
  WeirState state;

  if (message->type == WEIR_MESSAGE_STATE_CHANGED && message->src == WEIR_OBJECT_CAST (self->pipeline)) {
    weir_message_parse_state_changed (message, NULL, &state, NULL);
    __atomic_store_n (&self->state, (int) state, __ATOMIC_RELAXED);
  }
  if (self->options.dump_name != NULL)
    cli_watch_dump (self->pipeline, message, self->options.dump_name);
  if (self->options.shows_messages || is_wanted (self, message))
    return WEIR_BUS_PASS;
  weir_message_unref (message);
  return WEIR_BUS_DROP;
}

static void
take_messages (Session *self)
{
  for (WeirMessage *message = weir_bus_pop (self->bus); message != NULL;
       message = weir_bus_pop (self->bus)) {
    take_message (self, message);
    weir_message_unref (message);
  }
}

/* --- the status line ---------------------------------------------------------------------------- */

static guint64
read_memory (void)
{
  g_autofree char *text = NULL;
  char *rest = NULL;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return 0;
  g_ascii_strtoull (text, &rest, 10);
  return g_ascii_strtoull (rest, NULL, 10) * (guint64) sysconf (_SC_PAGESIZE);
}

static void
measure_rate (Rate *rate, gint64 position_ns, gint64 n_frames)
{
  const gint64 time_ns = now_ns (), elapsed_ns = time_ns - rate->time_ns;

  if (elapsed_ns < RATE_INTERVAL_NS && rate->frames_per_s >= 0)
    return;
  if (elapsed_ns > 0 && n_frames >= 0)
    rate->frames_per_s = MAX (n_frames - MAX (rate->n_frames, 0), 0) * 1e9 / elapsed_ns;
  if (elapsed_ns > 0 && position_ns >= 0)
    rate->speed = (double) MAX (position_ns - MAX (rate->position_ns, 0), 0) / elapsed_ns;
  rate->time_ns = time_ns;
  rate->position_ns = position_ns;
  rate->n_frames = n_frames;
}

static gint64
query_position (Session *self, const GPtrArray *sinks)
{
  gint64 position_ns;

  if (weir_element_query_position (element_of (self), WEIR_FORMAT_TIME, &position_ns)
      && position_ns >= 0)
    return position_ns;
  return cli_summary_find_position (sinks);
}

static void
show_status (Session *self, gboolean is_last)
{
  g_autofree char *buffering = NULL;

  if (!self->status_line.is_terminal || self->options.is_quiet || self->options.hides_position)
    return;
  self->status_line_ns = now_ns ();
  g_autoptr (GPtrArray) sinks = cli_summary_collect (WEIR_BIN (self->pipeline), self->late);
  const gint64 position_ns = query_position (self, sinks);
  if (self->duration_ns < 0
      && !weir_element_query_duration (element_of (self), WEIR_FORMAT_TIME, &self->duration_ns))
    self->duration_ns = -1;
  if (self->buffering < 100)
    buffering = g_strdup_printf ("BUFFERING %d %%", self->buffering);

  measure_rate (&self->rate, position_ns, cli_summary_count_frames (sinks));
  const CliProgress progress = {
    .state = buffering != NULL ? buffering : weir_element_state_get_name (state_of (self)),
    .position_ns = is_last && self->duration_ns > 0 ? self->duration_ns : position_ns,
    .duration_ns = self->duration_ns,
    .frames_per_s = self->rate.frames_per_s,
    .speed = self->rate.speed,
    .memory_bytes = read_memory (),
    .n_drops = cli_summary_count_drops (sinks),
  };
  cli_status_line_show (&self->status_line, &progress, is_last);
}

/* --- the loop ----------------------------------------------------------------------------------- */

/* The first time the streams are ended, so that files are whole; the second time nothing is. */
static void
take_interrupts (Session *self)
{
  const guint n = cli_interrupt_take ();

  if (n == 0 || self->is_done)
    return;
  if (self->is_ending || n > 1 || state_of (self) < WEIR_STATE_PAUSED) {
    end (self, CLI_EXIT_FAILED, "Stopped");
    return;
  }
  self->is_ending = TRUE;
  if (state_of (self) != WEIR_STATE_PLAYING)
    weir_element_set_state (element_of (self), WEIR_STATE_PLAYING);
  weir_element_send_event (element_of (self), weir_event_new_eos ());
  if (!self->options.is_quiet) {
    cli_status_line_clear (&self->status_line);
    cli_say_note ("ending the streams; press Ctrl-C again to stop at once");
  }
}

static void
loop (Session *self)
{
  const gboolean shows_status = self->status_line.is_terminal && !self->options.is_quiet;
  GPollFD bus_fd;

  weir_bus_get_pollfd (self->bus, &bus_fd);
  struct pollfd fds[] = {
    { .fd = bus_fd.fd, .events = POLLIN },
    { .fd = cli_interrupt_fd (), .events = POLLIN },
  };
  for (;;) {
    take_messages (self);
    take_interrupts (self);
    if (self->is_done)
      return;
    if (now_ns () - self->status_line_ns >= STATUS_INTERVAL_MS * WEIR_MSECOND)
      show_status (self, FALSE);
    poll (fds, G_N_ELEMENTS (fds), shows_status ? STATUS_INTERVAL_MS : -1);
  }
}

/* Without a sink nothing comes to an end, or is seen. */
static gboolean
has_sink (Session *self)
{
  g_autoptr (WeirIterator) sinks = weir_bin_iterate_sinks (WEIR_BIN (self->pipeline));
  g_auto (GValue) one = G_VALUE_INIT;

  return weir_iterator_next (sinks, &one) == WEIR_ITERATOR_OK;
}

static void
play (Session *self)
{
  switch (weir_element_set_state (element_of (self), WEIR_STATE_PLAYING)) {
  case WEIR_STATE_CHANGE_NO_PREROLL:
    self->is_live = TRUE;
    break;
  case WEIR_STATE_CHANGE_FAILURE:
    take_messages (self);
    if (!self->has_failed)
      cli_say_note ("the pipeline doesn't go to PLAYING, and no element has said why");
    fail (self);
    return;
  default:
    break;
  }
  if (!has_sink (self)) {
    g_autoptr (GError) error = g_error_new_literal (WEIR_CORE_ERROR, WEIR_CORE_ERROR_FAILED,
                                                    "nothing takes the data: end the line in a sink, as in `... ! fakesink`");

    cli_say_error (NULL, error);
    fail (self);
    return;
  }
  loop (self);
}

/* While the elements still know what they have done. */
static void
finish (Session *self)
{
  const gint64 elapsed_ns = now_ns () - self->begin_ns;
  g_autoptr (GPtrArray) sinks = NULL;

  if (!self->options.is_quiet)
    sinks = cli_summary_collect (WEIR_BIN (self->pipeline), self->late);
  if (self->status == CLI_EXIT_OK && !self->is_ending)
    show_status (self, TRUE);
  cli_status_line_end (&self->status_line);
  if (weir_element_set_state (element_of (self), WEIR_STATE_NULL) == WEIR_STATE_CHANGE_FAILURE) {
    take_messages (self);
    if (!self->has_failed)
      cli_say_note ("the pipeline doesn't stop, and no element has said why");
    fail (self);
  }
  if (sinks != NULL) {
    g_autofree char *text = cli_summary_format (sinks, self->what, elapsed_ns);
    g_print ("%s", text);
  }
}

static Session *
session_new (WeirPipeline *pipeline, const CliSessionOptions *options)
{
  Session *self = g_new0 (Session, 1);

  *self = (Session){
    .pipeline = pipeline,
    .bus = weir_pipeline_get_bus (pipeline),
    .options = *options,
    .late = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .begin_ns = now_ns (),
    .duration_ns = -1,
    .rate = { .time_ns = now_ns (), .position_ns = -1, .frames_per_s = -1, .speed = -1 },
    .state = WEIR_STATE_NULL,
    .buffering = 100,
  };
  cli_status_line_init (&self->status_line, STDOUT_FILENO);
  return self;
}

/* When no thread is in the handler any more. */
static void
session_free (gpointer data)
{
  Session *self = data;

  g_free (self->last_change);
  g_hash_table_unref (self->late);
  g_object_unref (self->bus);
  g_free (self);
}

int
cli_session_run (WeirPipeline *pipeline, const CliSessionOptions *options)
{
  Session *self = session_new (pipeline, options);
  g_autoptr (WeirBus) bus = g_object_ref (self->bus);

  weir_bus_set_sync_handler (bus, sort_message_cb, self, session_free);
  if (options->is_verbose)
    cli_watch_changes (pipeline);
  if (!cli_interrupt_begin ())
    cli_say_note ("no file descriptor is left for Ctrl-C: it will stop at once");
  play (self);
  finish (self);
  cli_interrupt_end ();
  const int status = self->status;
  weir_bus_set_sync_handler (bus, NULL, NULL, NULL);
  return status;
}
