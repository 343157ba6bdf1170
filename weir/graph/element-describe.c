/* SPDX-License-Identifier: MIT */
/* Classes without an info table: those of other languages say call by call what a table says in C. Elements of such a
 * class run in the blocking lane, because their code waits for an interpreter. */
#include <weir/graph/element-private.h>

/* The class's own table, made when something is first said. What it holds is kept for good, as classes are. */
static WeirElementInfo *
own_info (WeirElementClass *klass)
{
  if (klass->described == NULL) {
    klass->described = g_new0 (WeirElementInfo, 1);
    if (klass->info != NULL)
      *klass->described = *klass->info;
    klass->described->name = g_type_name (G_TYPE_FROM_CLASS (klass));
    klass->info = klass->described;
  }
  return klass->described;
}

/**
 * weir_element_class_set_metadata:
 * @klass: the class of a kind of elements
 * @longname: its name for people
 * @classification: what it is, as in "Filter/Effect/Video"
 * @description: what it does, one sentence
 * @author: who wrote it
 *
 * Describes elements of a class that has no info table (weir_element_class_set_info ()): before the first is made.
 *
 * Thread: any
 */
void
weir_element_class_set_metadata (WeirElementClass *klass, const char *longname, const char *classification,
                                 const char *description, const char *author)
{
  WeirElementInfo *info;

  g_return_if_fail (WEIR_IS_ELEMENT_CLASS (klass));
  info = own_info (klass);
  info->long_name = g_intern_string (longname);
  info->klass = g_intern_string (classification);
  info->description = g_intern_string (description);
  info->author = g_intern_string (author);
}

/**
 * weir_element_class_set_example:
 * @klass: the class of a kind of elements
 * @name: the name of its factory
 * @example: a launch line with such an element that works
 *
 * Says how elements of a class that has no info table are used. weir_element_register () asks for it.
 *
 * Thread: any
 */
void
weir_element_class_set_example (WeirElementClass *klass, const char *name, const char *example)
{
  WeirElementInfo *info;

  g_return_if_fail (WEIR_IS_ELEMENT_CLASS (klass));
  g_return_if_fail (name != NULL && name[0] != '\0');
  info = own_info (klass);
  info->name = g_intern_string (name);
  info->example = g_intern_string (example);
}

/**
 * weir_element_class_add_pad_template:
 * @klass: the class of a kind of elements
 * @templ: (transfer floating): a template; it replaces one of the same name
 *
 * Gives elements of a class that has no info table a pad: before the first is made.
 *
 * Thread: any
 */
void
weir_element_class_add_pad_template (WeirElementClass *klass, WeirPadTemplate *templ)
{
  g_return_if_fail (WEIR_IS_ELEMENT_CLASS (klass));
  g_return_if_fail (WEIR_IS_PAD_TEMPLATE (templ));
  own_info (klass);
  for (guint i = 0; i < klass->templates->len; i++) {
    if (g_str_equal (weir_pad_template_get_name_template (klass->templates->pdata[i]),
                     weir_pad_template_get_name_template (templ))) {
      g_ptr_array_remove_index (klass->templates, i);
      break;
    }
  }
  g_ptr_array_add (klass->templates, g_object_ref_sink (templ));
}

/* Elements of other languages are written on the bases, which have functions of these names for them. Bindings can't tell
 * apart two of one name. */

/**
 * WeirElementClass::start: (skip)
 */

/**
 * WeirElementClass::stop: (skip)
 */

/**
 * WeirElementClass::src_event: (skip)
 */
