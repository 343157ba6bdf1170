/* SPDX-License-Identifier: MIT */
/* A module that is no plugin of ours. */
int foreign_thing (void);

__attribute__ ((visibility ("default"))) int
foreign_thing (void)
{
  return 1;
}
