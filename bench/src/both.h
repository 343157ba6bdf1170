/* SPDX-License-Identifier: MIT */
/* One source, two engines: a program of this folder is written in Weir's names and, with -DPEER, compiled
 * against GStreamer by exchanging the prefix of the few names that it uses. */
#pragma once

#ifdef PEER

#include <gst/gst.h>

#define WeirBin GstBin
#define WeirBus GstBus
#define WeirElement GstElement
#define WeirMessage GstMessage
#define WeirBuffer GstBuffer
#define WeirPad GstPad
#define WeirMapInfo GstMapInfo
#define WEIR_BIN GST_BIN
#define WEIR_MAP_READ GST_MAP_READ
#define WEIR_CLOCK_TIME_NONE GST_CLOCK_TIME_NONE
#define WEIR_MESSAGE_EOS GST_MESSAGE_EOS
#define WEIR_MESSAGE_ERROR GST_MESSAGE_ERROR
#define WEIR_MESSAGE_TYPE GST_MESSAGE_TYPE
#define WEIR_SECOND GST_SECOND
#define WEIR_STATE_CHANGE_FAILURE GST_STATE_CHANGE_FAILURE
#define WEIR_STATE_NULL GST_STATE_NULL
#define WEIR_STATE_PLAYING GST_STATE_PLAYING
#define weir_bin_add gst_bin_add
#define weir_bin_get_by_name gst_bin_get_by_name
#define weir_buffer_map gst_buffer_map
#define weir_buffer_unmap gst_buffer_unmap
#define weir_bus_timed_pop_filtered gst_bus_timed_pop_filtered
#define weir_element_factory_make gst_element_factory_make
#define weir_element_get_bus gst_element_get_bus
#define weir_element_get_state gst_element_get_state
#define weir_element_link gst_element_link
#define weir_element_set_state gst_element_set_state
#define weir_init gst_init
#define weir_message_parse_error gst_message_parse_error
#define weir_message_unref gst_message_unref
#define weir_object_unref gst_object_unref
#define weir_parse_launch gst_parse_launch
#define weir_pipeline_new gst_pipeline_new

#else

#include <weir/weir.h>

#endif

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Ends the program unless `pipeline` reaches its end. */
static inline void
wait_for_end (WeirElement *pipeline)
{
  WeirBus *bus = weir_element_get_bus (pipeline);
  WeirMessage *message =
    weir_bus_timed_pop_filtered (bus, 300 * WEIR_SECOND, WEIR_MESSAGE_EOS | WEIR_MESSAGE_ERROR);
  if (message == NULL || WEIR_MESSAGE_TYPE (message) != WEIR_MESSAGE_EOS)
  {
    GError *error = NULL;
    if (message != NULL)
      weir_message_parse_error (message, &error, NULL);
    fprintf (stderr, "no end: %s\n", error != NULL ? error->message : "nothing within 300 s");
    exit (1);
  }
  weir_message_unref (message);
  weir_object_unref (bus);
}

static inline WeirElement *
make (const char *factory)
{
  WeirElement *element = weir_element_factory_make (factory, NULL);
  if (element == NULL)
  {
    fprintf (stderr, "no element %s\n", factory);
    exit (1);
  }
  return element;
}

static inline WeirElement *
parse (const char *line)
{
  GError *error = NULL;
  WeirElement *element = weir_parse_launch (line, &error);
  if (element == NULL || error != NULL)
  {
    fprintf (stderr, "%s: %s\n", line, error != NULL ? error->message : "not parsed");
    exit (1);
  }
  return element;
}

static inline double
seconds (void)
{
  return g_get_monotonic_time () / 1e6;
}

/* A number of /proc/self/status, such as Threads or VmRSS. */
static inline long
status_number (const char *name)
{
  g_autofree char *text = NULL;
  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  const char *line = strstr (text, name);
  return line != NULL ? strtol (line + strlen (name) + 1, NULL, 10) : 0;
}
