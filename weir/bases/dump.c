/* SPDX-License-Identifier: MIT */
/* What passes, as text. Standard output may be a slow pipe: what is printed is printed when the element was let go. */
#include <stdio.h>

#include <weir/bases/dump.h>
#include <weir/graph/element-private.h>

#define BYTES_A_LINE 16

static void
add_time (GString *text, const char *name, WeirClockTime t)
{
  if (t == WEIR_CLOCK_TIME_NONE)
    g_string_append_printf (text, ", %s: none", name);
  else
    g_string_append_printf (text, ", %s: %" WEIR_TIME_FORMAT, name, WEIR_TIME_ARGS (t));
}

static void
add_flags (GString *text, WeirBufferFlags flags)
{
  g_autoptr (GFlagsClass) klass = g_type_class_ref (WEIR_TYPE_BUFFER_FLAGS);

  g_string_append_printf (text, ", flags: %08x", flags);
  for (guint i = 0; i < klass->n_values; i++) {
    if ((flags & klass->values[i].value) != 0)
      g_string_append_printf (text, " %s", klass->values[i].value_nick);
  }
}

/**
 * weir_buffer_describe:
 * @buffer: (transfer none): a buffer
 *
 * Thread: any.
 *
 * Returns: (transfer full): its size, times, offsets and flags in a line
 */
char *
weir_buffer_describe (WeirBuffer *buffer)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%" G_GSIZE_FORMAT " bytes", weir_buffer_get_size (buffer));
  add_time (text, "dts", buffer->dts);
  add_time (text, "pts", buffer->pts);
  add_time (text, "duration", buffer->duration);
  g_string_append_printf (text, ", offset: %" G_GINT64_FORMAT ", offset_end: %" G_GINT64_FORMAT, (gint64) buffer->offset,
                          (gint64) buffer->offset_end);
  add_flags (text, buffer->flags);
  return g_string_free (text, FALSE);
}

static void
add_line (GString *text, const guint8 *data, gsize at, gsize n)
{
  g_string_append_printf (text, "%08" G_GSIZE_MODIFIER "x:", at);
  for (gsize i = 0; i < BYTES_A_LINE; i++) {
    if (i < n)
      g_string_append_printf (text, " %02x", data[at + i]);
    else
      g_string_append (text, "   ");
  }
  g_string_append (text, "  ");
  for (gsize i = 0; i < n; i++)
    g_string_append_c (text, g_ascii_isprint (data[at + i]) ? (char) data[at + i] : '.');
  g_string_append_c (text, '\n');
}

static void
print_text (WeirElement *self, gpointer text)
{
  fputs (text, stdout);
}

/**
 * weir_element_dump_buffer:
 * @self: the element
 * @buffer: (transfer none): a buffer
 *
 * Writes its bytes to standard output, in hexadecimal, when the step has ended. Thread: owner.
 */
void
weir_element_dump_buffer (WeirElement *self, WeirBuffer *buffer)
{
  GString *text = g_string_new (NULL);
  WeirMapInfo map;

  if (weir_buffer_map (buffer, &map, WEIR_MAP_READ)) {
    for (gsize at = 0; at < map.size; at += BYTES_A_LINE)
      add_line (text, map.data, at, MIN (BYTES_A_LINE, map.size - at));
    weir_buffer_unmap (buffer, &map);
  }
  weir_element_call_later (self, print_text, g_string_free (text, FALSE), g_free);
}

static char *
describe_event (WeirEvent *event)
{
  const WeirStructure *structure = weir_event_get_structure (event);
  g_autofree char *details = structure != NULL ? weir_structure_to_string (structure) : g_strdup ("");

  return g_strdup_printf ("E (type: %s (%d), %s)", weir_event_type_get_name (event->type), (int) event->type, details);
}

/**
 * weir_element_say:
 * @self: the element
 * @property: the name of a string property of it, mostly `last-message`
 * @what: what happens to the item: `chain`, `event`, `preroll`
 * @pad: the pad at which it happens
 * @item: (transfer none): a buffer or event
 *
 * Gives the property a text about the item; those who listen to it are notified when the step has ended. Thread: owner.
 */
void
weir_element_say (WeirElement *self, const char *property, const char *what, WeirPad *pad, WeirMini *item)
{
  g_autofree char *about = item->kind == WEIR_MINI_EVENT ? describe_event ((WeirEvent *) item)
                           : item->kind == WEIR_MINI_BUFFER ? weir_buffer_describe ((WeirBuffer *) item)
                                                            : g_strdup ("several buffers");
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_value_take_string (&value, g_strdup_printf ("%-7s ******* (%s:%s) (%s) %p", what, WEIR_OBJECT_NAME (self),
                                                WEIR_OBJECT_NAME (pad), about, (gpointer) item));
  weir_element_update_property (self, property, &value);
}
