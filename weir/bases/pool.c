/* SPDX-License-Identifier: MIT */
/* Frames of one size follow each other: their memory is used again instead of being mapped and zeroed each time. */
#include <weir/bases/pool-private.h>

/* What the allocator's own magazines serve well. */
#define SMALL_BYTES 4096

static void
start_pool (WeirBasePool *self, gsize size)
{
  WeirStructure *config;

  weir_base_pool_clear (self);
  self->pool = weir_buffer_pool_new ();
  config = weir_buffer_pool_get_config (self->pool);
  weir_buffer_pool_config_set_params (config, NULL, (guint) size, 0, 0);
  weir_buffer_pool_set_config (self->pool, config);
  weir_buffer_pool_set_active (self->pool, TRUE);
  self->size = size;
}

WeirBuffer *
weir_base_pool_acquire (WeirBasePool *self, gsize size)
{
  WeirBuffer *buffer = NULL;

  if (size < SMALL_BYTES || size > G_MAXUINT32)
    return weir_buffer_new_allocate (NULL, size, NULL);
  if (self->pool == NULL || self->size != size)
    start_pool (self, size);
  if (weir_buffer_pool_acquire_buffer (self->pool, &buffer, NULL) != WEIR_FLOW_OK)
    return weir_buffer_new_allocate (NULL, size, NULL);
  return buffer;
}

void
weir_base_pool_clear (WeirBasePool *self)
{
  if (self->pool != NULL)
    weir_buffer_pool_set_active (self->pool, FALSE);
  g_clear_object (&self->pool);
  self->size = 0;
}
