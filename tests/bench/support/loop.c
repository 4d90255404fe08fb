/* The yardstick of `npm run bench -- matching`: for every labourer the AND of five bit masks over the jobs, within the
 * stretches of jobs whose work they want, suitable jobs listed. Input file, 32-bit little-endian words: people, words,
 * masks, numbers; then the numbers: per labourer those of five masks, how many ends of stretches follow, and these; then
 * the masks. Prints the milliseconds of each of five runs and the pairs found. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
  FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
  uint32_t head[4];
  if (!file || fread(head, 4, 4, file) != 4) return 1;
  const size_t people = head[0], words = head[1], masks = head[2], numbers = head[3];
  uint32_t *row = malloc(numbers * 4), *bits = malloc(masks * words * 4), *found = malloc(words * 32 * 4);
  if (!row || !bits || !found) return 2;
  if (fread(row, 4, numbers, file) != numbers || fread(bits, 4, masks * words, file) != masks * words) return 3;
  for (int run = 0; run < 5; run++) {
    struct timespec before, after;
    long long pairs = 0;
    clock_gettime(CLOCK_MONOTONIC, &before);
    const uint32_t *r = row;
    for (size_t i = 0; i < people; i++) {
      const uint32_t *a = bits + r[0] * words, *b = bits + r[1] * words, *c = bits + r[2] * words;
      const uint32_t *d = bits + r[3] * words, *e = bits + r[4] * words;
      const uint32_t *ends = r + 6, *after_ends = ends + r[5];
      size_t count = 0;
      for (; ends < after_ends; ends += 2) {
        const uint32_t first = ends[0], last = ends[1] - 1;
        for (uint32_t w = first >> 5; w <= last >> 5; w++) {
          uint32_t word = a[w] & b[w] & c[w] & d[w] & e[w];
          if (w == first >> 5) word &= ~0u << (first & 31);
          if (w == last >> 5) word &= ~0u >> (31 - (last & 31));
          while (word) {
            found[count++] = 32 * w + (uint32_t)__builtin_ctz(word);
            word &= word - 1;
          }
        }
      }
      pairs += (long long)count;
      r = after_ends;
    }
    clock_gettime(CLOCK_MONOTONIC, &after);
    printf("%.3f %lld\n", (after.tv_sec - before.tv_sec) * 1e3 + (after.tv_nsec - before.tv_nsec) / 1e6, pairs);
  }
  return 0;
}
