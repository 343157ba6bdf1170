/* SPDX-License-Identifier: MIT */
/* Counting, inline, and the way each kind ends. */
#pragma once

#include <weir/data/mini.h>

G_BEGIN_DECLS

static inline void
weir_mini_init (WeirMini *mini, WeirMiniKind kind)
{
  __atomic_store_n (&mini->refs, 1, __ATOMIC_RELAXED); /* not yet seen by anybody */
  mini->kind = kind;
  mini->flags = 0;
  mini->detail = 0;
  mini->next = NULL;
}

static inline void
weir_mini_retain (WeirMini *mini)
{
  __atomic_fetch_add (&mini->refs, 1,
                      __ATOMIC_RELAXED); /* the caller's own reference keeps it alive */
}

/* TRUE: that was the last reference, the caller must end the object. The holder of the only
 * reference needs no atomic read-modify-write: nobody else may add one. The acquiring load pairs
 * with the releasing decrement of the others. */
static inline gboolean
weir_mini_release (WeirMini *mini)
{
  return __atomic_load_n (&mini->refs, __ATOMIC_ACQUIRE) == 1
         || __atomic_fetch_sub (&mini->refs, 1, __ATOMIC_ACQ_REL) == 1;
}

static inline gboolean
weir_mini_is_alone (const WeirMini *mini)
{
  return __atomic_load_n (&mini->refs, __ATOMIC_ACQUIRE)
         == 1; /* pairs with the decrement in release */
}

/* Called with no reference left. */
void weir_buffer_end (WeirMini *mini);
void weir_buffer_list_end (WeirMini *mini);
void weir_event_end (WeirMini *mini);
void weir_query_end (WeirMini *mini);
void weir_message_end (WeirMini *mini);
void weir_memory_end (WeirMini *mini);
void weir_sample_end (WeirMini *mini);
void weir_tag_list_end (WeirMini *mini);
void weir_context_end (WeirMini *mini);

/* For links and counters: what an item weighs. Events weigh nothing. */
gsize weir_mini_get_bytes (const WeirMini *mini);

/* Shared by the replace and take functions of all kinds. `unref` accepts the old value. */
#define WEIR_MINI_REPLACE(place, value, ref, unref)                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_return_val_if_fail ((place) != NULL, FALSE);                                                 \
    if (*(place) == (value))                                                                       \
      return FALSE;                                                                                \
    __typeof__ (*(place)) old_ = *(place);                                                         \
    *(place) = (value) != NULL ? ref (value) : NULL;                                               \
    if (old_ != NULL)                                                                              \
      unref (old_);                                                                                \
    return TRUE;                                                                                   \
  }                                                                                                \
  G_STMT_END

#define WEIR_MINI_TAKE(place, value, unref)                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_return_val_if_fail ((place) != NULL, FALSE);                                                 \
    __typeof__ (*(place)) old_ = *(place);                                                         \
    *(place) = (value);                                                                            \
    if (old_ != NULL)                                                                              \
      unref (old_);                                                                                \
    return old_ != (value);                                                                        \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
