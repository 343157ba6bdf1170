/* SPDX-License-Identifier: MIT */
/* What tag lists ask of the kinds of tags. */
#pragma once

#include <weir/data/tags.h>

G_BEGIN_DECLS

/* NULL: the tag has one value only, or isn't known. */
WeirTagMergeFunc weir_tag_get_merge (const char *tag);

/* The value of the tag: one, or a list of several. NULL: there is none. */
const GValue *weir_tag_list_peek_value (const WeirTagList *list, const char *tag);

G_END_DECLS
