/* SPDX-License-Identifier: MIT */
/* null-anywhere WHERE FILE: set_state (NULL) from a callback, a thread, at any moment. Each call must return
 * within the 2 s that stopping may take, and the program must end. */
#include <stdio.h>
#include <string.h>

#include <weir/weir.h>

#define LIMIT_US (2500 * 1000)
#define PICTURES "videotestsrc name=source ! video/x-raw,format=GRAY8,width=160,height=120,framerate=30/1 ! "

static GMutex lock;
static GCond called;
static int calls;
static gint64 worst_us;
static const char *file;

static void
stop (WeirElement *pipeline)
{
  gint64 begin = g_get_monotonic_time ();
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
  gint64 took = g_get_monotonic_time () - begin;
  g_mutex_lock (&lock);
  worst_us = MAX (worst_us, took);
  calls++;
  g_cond_broadcast (&called);
  g_mutex_unlock (&lock);
}

static WeirElement *
build (const char *line)
{
  g_autoptr (GError) error = NULL;
  WeirElement *pipeline = weir_parse_launch (line, &error);
  if (pipeline == NULL || error != NULL)
  {
    printf ("%s\n", error->message);
    exit (1);
  }
  return pipeline;
}

/* Plays until a callback has stopped it; a failure if none did. */
static void
play_until_stopped (WeirElement *pipeline)
{
  g_mutex_lock (&lock);
  calls = 0;
  g_mutex_unlock (&lock);
  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  gint64 until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  g_mutex_lock (&lock);
  while (calls == 0)
    if (!g_cond_wait_until (&called, &lock, until))
    {
      printf ("no callback came back from set_state (NULL) within 10 s\n");
      exit (1);
    }
  g_mutex_unlock (&lock);
  stop (pipeline);
  WeirState state;
  weir_element_get_state (pipeline, &state, NULL, 3 * WEIR_SECOND);
  if (state != WEIR_STATE_NULL)
  {
    printf ("the state is %s, not NULL\n", weir_element_state_get_name (state));
    exit (1);
  }
  weir_object_unref (pipeline);
}

static void
handoff_cb (WeirElement *sink, WeirBuffer *buffer, WeirPad *pad, WeirElement *pipeline)
{
  stop (pipeline);
}

static void
from_handoff (void)
{
  WeirElement *pipeline = build (PICTURES "tee name=t  t. ! fakesink name=sink sync=true signal-handoffs=true  "
                                          "t. ! identity ! fakesink");
  WeirElement *sink = weir_bin_get_by_name (WEIR_BIN (pipeline), "sink");
  g_signal_connect (sink, "handoff", G_CALLBACK (handoff_cb), pipeline);
  weir_object_unref (sink);
  play_until_stopped (pipeline);
}

static WeirPadProbeReturn
probe_cb (WeirPad *pad, WeirPadProbeInfo *info, gpointer pipeline)
{
  stop (pipeline);
  return WEIR_PAD_PROBE_OK;
}

static void
from_pad_probe (void)
{
  WeirElement *pipeline = build (PICTURES "identity name=middle ! fakesink sync=true");
  WeirElement *middle = weir_bin_get_by_name (WEIR_BIN (pipeline), "middle");
  WeirPad *pad = weir_element_get_static_pad (middle, "src");
  weir_pad_add_probe (pad, WEIR_PAD_PROBE_TYPE_BUFFER, probe_cb, pipeline, NULL);
  weir_object_unref (pad);
  weir_object_unref (middle);
  play_until_stopped (pipeline);
}

static WeirBusSyncReply
sync_cb (WeirBus *bus, WeirMessage *message, gpointer pipeline)
{
  if (WEIR_MESSAGE_TYPE (message) == WEIR_MESSAGE_ASYNC_DONE)
    stop (pipeline);
  return WEIR_BUS_PASS;
}

static void
from_bus_sync (void)
{
  WeirElement *pipeline = build (PICTURES "fakesink sync=true");
  WeirBus *bus = weir_element_get_bus (pipeline);
  weir_bus_set_sync_handler (bus, sync_cb, pipeline, NULL);
  play_until_stopped (pipeline);
  weir_bus_set_sync_handler (bus, NULL, NULL, NULL);
  weir_object_unref (bus);
}

static GMainLoop *loop;

static gboolean
watch_cb (WeirBus *bus, WeirMessage *message, gpointer pipeline)
{
  if (WEIR_MESSAGE_TYPE (message) == WEIR_MESSAGE_ASYNC_DONE)
  {
    stop (pipeline);
    g_main_loop_quit (loop);
    return G_SOURCE_REMOVE;
  }
  return G_SOURCE_CONTINUE;
}

static void
from_bus_watch (void)
{
  WeirElement *pipeline = build (PICTURES "fakesink sync=true");
  WeirBus *bus = weir_element_get_bus (pipeline);
  loop = g_main_loop_new (NULL, FALSE);
  weir_bus_add_watch (bus, watch_cb, pipeline);
  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  g_main_loop_run (loop);
  g_main_loop_unref (loop);
  weir_object_unref (bus);
  weir_object_unref (pipeline);
}

static void
notify_cb (GObject *object, GParamSpec *pspec, gpointer pipeline)
{
  stop (pipeline);
}

static void
from_notify (void)
{
  WeirElement *pipeline = build (PICTURES "identity ! fakesink name=sink sync=true");
  WeirElement *sink = weir_bin_get_by_name (WEIR_BIN (pipeline), "sink");
  WeirPad *pad = weir_element_get_static_pad (sink, "sink");
  gulong handler = g_signal_connect (pad, "notify::caps", G_CALLBACK (notify_cb), pipeline);
  weir_object_ref (pipeline);
  play_until_stopped (pipeline);
  g_signal_handler_disconnect (pad, handler);
  weir_object_unref (pad);
  weir_object_unref (sink);
  weir_object_unref (pipeline);
}

static void
element_added_cb (WeirBin *bin, WeirElement *element, WeirElement *pipeline)
{
  stop (pipeline);
}

static void
pad_added_cb (WeirElement *element, WeirPad *pad, WeirElement *pipeline)
{
  stop (pipeline);
}

static void
from_decodebin (const char *signal, GCallback callback)
{
  g_autofree char *line = g_strdup_printf ("filesrc location=\"%s\" ! decodebin name=d  fakesink", file);
  WeirElement *pipeline = build (line);
  WeirElement *decoder = weir_bin_get_by_name (WEIR_BIN (pipeline), "d");
  g_signal_connect (decoder, signal, callback, pipeline);
  weir_object_unref (decoder);
  play_until_stopped (pipeline);
}

static void
from_element_added (void)
{
  from_decodebin ("element-added", G_CALLBACK (element_added_cb));
}

static void
from_pad_added (void)
{
  from_decodebin ("pad-added", G_CALLBACK (pad_added_cb));
}

static gpointer
stop_later (gpointer pipeline)
{
  g_usleep (g_random_int_range (0, 60000));
  stop (pipeline);
  return NULL;
}

static void
from_thread (void)
{
  for (int n = 0; n < 60; n++)
  {
    WeirElement *pipeline = build (PICTURES "tee name=t  t. ! fakesink sync=true  t. ! fakesink sync=true  "
                                            "t. ! identity sleep-time=20000 ! fakesink sync=true");
    GThread *thread = g_thread_new ("stopper", stop_later, pipeline);
    weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
    g_thread_join (thread);
    stop (pipeline);
    weir_object_unref (pipeline);
  }
}

static gint64 until_us;

static gpointer
up_and_down (gpointer pipeline)
{
  while (g_get_monotonic_time () < until_us)
  {
    if (g_random_boolean ())
      weir_element_set_state (pipeline, g_random_boolean () ? WEIR_STATE_PLAYING : WEIR_STATE_PAUSED);
    else
      stop (pipeline);
    g_usleep (g_random_int_range (0, 20000));
  }
  return NULL;
}

static void
from_threads (void)
{
  WeirElement *pipeline = build (PICTURES "tee name=t  t. ! fakesink sync=true  t. ! fakesink sync=true");
  GThread *threads[4];
  until_us = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  for (int n = 0; n < 4; n++)
    threads[n] = g_thread_new ("stopper", up_and_down, pipeline);
  for (int n = 0; n < 4; n++)
    g_thread_join (threads[n]);
  stop (pipeline);
  WeirState state;
  weir_element_get_state (pipeline, &state, NULL, 3 * WEIR_SECOND);
  if (state != WEIR_STATE_NULL)
    exit (1);
  weir_object_unref (pipeline);
}

static void
at_once (void)
{
  g_autofree char *media = g_strdup_printf ("filesrc location=\"%s\" ! decodebin ! fakesink sync=true", file);
  for (int n = 0; n < 200; n++)
  {
    WeirElement *pipeline = build (n % 2 == 0 ? PICTURES "fakesink sync=true" : media);
    weir_element_set_state (pipeline, n % 3 == 0 ? WEIR_STATE_PAUSED : WEIR_STATE_PLAYING);
    if (n % 5 == 0)
      g_usleep (g_random_int_range (0, 3000));
    stop (pipeline);
    weir_object_unref (pipeline);
  }
}

int
main (int argc, char **argv)
{
  static const struct { const char *name; void (*run) (void); } places[] = {
    { "handoff", from_handoff }, { "pad-probe", from_pad_probe }, { "bus-sync", from_bus_sync },
    { "bus-watch", from_bus_watch }, { "notify", from_notify }, { "element-added", from_element_added },
    { "pad-added", from_pad_added }, { "thread", from_thread }, { "threads", from_threads },
    { "early", at_once },
  };
  weir_init (&argc, &argv);
  file = argv[2];
  for (guint n = 0; n < G_N_ELEMENTS (places); n++)
    if (strcmp (places[n].name, argv[1]) == 0)
      places[n].run ();
  printf ("the longest took %.1f ms\n", worst_us / 1e3);
  return calls > 0 && worst_us < LIMIT_US ? 0 : 1;
}
