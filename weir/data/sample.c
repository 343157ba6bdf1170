/* SPDX-License-Identifier: MIT */
/* Samples: what applications get instead of a bare buffer. */
#include <weir/data/cells-private.h>
#include <weir/data/mini-private.h>
#include <weir/data/sample.h>

struct _WeirSample {
  WeirMini mini;
  WeirBuffer *buffer;          /* (owned) (nullable) */
  WeirBufferList *buffer_list; /* (owned) (nullable) */
  WeirCaps *caps;              /* (owned) (nullable) */
  WeirStructure *info;         /* (owned) (nullable) */
  WeirSegment segment;
};

G_DEFINE_BOXED_TYPE (WeirSample, weir_sample, weir_sample_ref, weir_sample_unref)

static void
free_info (WeirSample *sample)
{
  if (sample->info == NULL)
    return;
  weir_structure_set_parent_refcount (sample->info, NULL);
  g_clear_pointer (&sample->info, weir_structure_free);
}

void
weir_sample_end (WeirMini *mini)
{
  WeirSample *sample = (WeirSample *) mini;
  g_clear_pointer (&sample->buffer, weir_buffer_unref);
  g_clear_pointer (&sample->buffer_list, weir_buffer_list_unref);
  g_clear_pointer (&sample->caps, weir_caps_unref);
  free_info (sample);
  weir_cell_free (sample, sizeof *sample);
}

static void
set_info (WeirSample *sample, WeirStructure *info)
{
  free_info (sample);
  sample->info = info;
  if (info != NULL)
    weir_structure_set_parent_refcount (info, &sample->mini.refs);
}

/**
 * weir_sample_new:
 * @buffer: (transfer none) (nullable): a buffer
 * @caps: (transfer none) (nullable): its format
 * @segment: (transfer none) (nullable): its segment; %NULL: in time, from 0, without end
 * @info: (transfer full) (nullable): more
 *
 * Thread: any.
 *
 * Returns: (transfer full): a sample
 */
WeirSample *
weir_sample_new (WeirBuffer *buffer, WeirCaps *caps, const WeirSegment *segment,
                 WeirStructure *info)
{
  WeirSample *sample = weir_cell_alloc (sizeof *sample);
  weir_mini_init (&sample->mini, WEIR_MINI_SAMPLE);
  sample->buffer = buffer != NULL ? weir_buffer_ref (buffer) : NULL;
  sample->buffer_list = NULL;
  sample->caps = caps != NULL ? weir_caps_ref (caps) : NULL;
  sample->info = NULL;
  if (segment != NULL)
    sample->segment = *segment;
  else
    weir_segment_init (&sample->segment, WEIR_FORMAT_TIME);
  set_info (sample, info);
  return sample;
}

/**
 * weir_sample_ref: (skip)
 * @sample: a sample
 *
 * Takes a reference. Thread: any.
 *
 * Returns: (transfer full): @sample with one more reference
 */
WeirSample *
weir_sample_ref (WeirSample *sample)
{
  g_return_val_if_fail (sample != NULL, NULL);
  weir_mini_retain (&sample->mini);
  return sample;
}

/**
 * weir_sample_unref: (skip)
 * @sample: (transfer full): a sample
 *
 * Drops a reference. Thread: any.
 */
void
weir_sample_unref (WeirSample *sample)
{
  g_return_if_fail (sample != NULL);
  if (weir_mini_release (&sample->mini))
    weir_sample_end (&sample->mini);
}

/**
 * weir_sample_copy:
 * @sample: a sample
 *
 * Copies the sample, not the bytes it shows. Thread: any.
 *
 * Returns: (transfer full): a sample with the same buffer, caps, segment and info
 */
WeirSample *
weir_sample_copy (const WeirSample *sample)
{
  g_return_val_if_fail (sample != NULL, NULL);
  WeirSample *copy =
    weir_sample_new (sample->buffer, sample->caps, &sample->segment,
                     sample->info != NULL ? weir_structure_copy (sample->info) : NULL);
  if (sample->buffer_list != NULL)
    copy->buffer_list = weir_buffer_list_ref (sample->buffer_list);
  return copy;
}

/**
 * weir_sample_is_writable:
 * @sample: a sample
 *
 * Tells whether the sample may be changed. Thread: any.
 *
 * Returns: %TRUE if the caller's reference is the only one
 */
gboolean
weir_sample_is_writable (const WeirSample *sample)
{
  g_return_val_if_fail (sample != NULL, FALSE);
  return weir_mini_is_alone (&sample->mini);
}

/**
 * weir_sample_make_writable:
 * @sample: (transfer full): a sample
 *
 * Makes sure that the sample may be changed. Thread: any.
 *
 * Returns: (transfer full): @sample, or a copy of it where others hold it
 */
WeirSample *
weir_sample_make_writable (WeirSample *sample)
{
  g_return_val_if_fail (sample != NULL, NULL);
  if (weir_mini_is_alone (&sample->mini))
    return sample;
  WeirSample *copy = weir_sample_copy (sample);
  weir_sample_unref (sample);
  return copy;
}

/**
 * weir_sample_get_buffer:
 * @sample: a sample
 *
 * Looks at the buffer. Thread: any.
 *
 * Returns: (transfer none) (nullable): its buffer
 */
WeirBuffer *
weir_sample_get_buffer (WeirSample *sample)
{
  g_return_val_if_fail (sample != NULL, NULL);
  return sample->buffer;
}

/**
 * weir_sample_get_buffer_list:
 * @sample: a sample
 *
 * Looks at the list of buffers. Thread: any.
 *
 * Returns: (transfer none) (nullable): its list of buffers
 */
WeirBufferList *
weir_sample_get_buffer_list (WeirSample *sample)
{
  g_return_val_if_fail (sample != NULL, NULL);
  return sample->buffer_list;
}

/**
 * weir_sample_get_caps:
 * @sample: a sample
 *
 * Looks at the caps. Thread: any.
 *
 * Returns: (transfer none) (nullable): its format
 */
WeirCaps *
weir_sample_get_caps (WeirSample *sample)
{
  g_return_val_if_fail (sample != NULL, NULL);
  return sample->caps;
}

/**
 * weir_sample_get_segment:
 * @sample: a sample
 *
 * Looks at the segment. It lies in @sample and is valid as long as that is. Thread: any.
 *
 * Returns: (transfer none): its segment
 */
WeirSegment *
weir_sample_get_segment (WeirSample *sample)
{
  g_return_val_if_fail (sample != NULL, NULL);
  return &sample->segment;
}

/**
 * weir_sample_get_info:
 * @sample: a sample
 *
 * Looks at what else is said about it. Thread: any.
 *
 * Returns: (transfer none) (nullable): more about it
 */
const WeirStructure *
weir_sample_get_info (WeirSample *sample)
{
  g_return_val_if_fail (sample != NULL, NULL);
  return sample->info;
}

/**
 * weir_sample_set_buffer:
 * @sample: a sample that may be changed
 * @buffer: (transfer none) (nullable): a buffer
 *
 * Exchanges the buffer. Thread: owner.
 */
void
weir_sample_set_buffer (WeirSample *sample, WeirBuffer *buffer)
{
  g_return_if_fail (sample != NULL && weir_sample_is_writable (sample));
  weir_buffer_replace (&sample->buffer, buffer);
}

/**
 * weir_sample_set_buffer_list:
 * @sample: a sample that may be changed
 * @buffer_list: (transfer none) (nullable): a list of buffers
 *
 * Exchanges the list of buffers. Thread: owner.
 */
void
weir_sample_set_buffer_list (WeirSample *sample, WeirBufferList *buffer_list)
{
  g_return_if_fail (sample != NULL && weir_sample_is_writable (sample));
  if (buffer_list != NULL)
    weir_buffer_list_ref (buffer_list);
  g_clear_pointer (&sample->buffer_list, weir_buffer_list_unref);
  sample->buffer_list = buffer_list;
}

/**
 * weir_sample_set_caps:
 * @sample: a sample that may be changed
 * @caps: (transfer none) (nullable): a format
 *
 * Exchanges the caps. Thread: owner.
 */
void
weir_sample_set_caps (WeirSample *sample, WeirCaps *caps)
{
  g_return_if_fail (sample != NULL && weir_sample_is_writable (sample));
  weir_caps_replace (&sample->caps, caps);
}

/**
 * weir_sample_set_segment:
 * @sample: a sample that may be changed
 * @segment: (transfer none) (nullable): a segment; %NULL: in time, from 0, without end
 *
 * Copies a segment into the sample. Thread: owner.
 */
void
weir_sample_set_segment (WeirSample *sample, const WeirSegment *segment)
{
  g_return_if_fail (sample != NULL && weir_sample_is_writable (sample));
  if (segment != NULL)
    sample->segment = *segment;
  else
    weir_segment_init (&sample->segment, WEIR_FORMAT_TIME);
}

/**
 * weir_sample_set_info:
 * @sample: a sample that may be changed
 * @info: (transfer full) (nullable): more about it
 *
 * Exchanges what else is said about it. Thread: owner.
 *
 * Returns: %TRUE
 */
gboolean
weir_sample_set_info (WeirSample *sample, WeirStructure *info)
{
  g_return_val_if_fail (sample != NULL && weir_sample_is_writable (sample), FALSE);
  set_info (sample, info);
  return TRUE;
}
