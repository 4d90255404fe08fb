/* The yardstick of `npm run bench -- matching`: for every labourer the AND of five bit masks over the jobs, suitable jobs
 * listed. Input file, 32-bit little-endian words: people, words, masks, then per labourer five mask numbers and the first
 * and last word to look at, then the masks. Prints the milliseconds of each of five runs and the pairs found. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
  FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
  uint32_t head[3];
  if (!file || fread(head, 4, 3, file) != 3) return 1;
  const size_t people = head[0], words = head[1], masks = head[2];
  uint32_t *row = malloc(people * 7 * 4), *bits = malloc(masks * words * 4), *found = malloc(words * 32 * 4);
  if (!row || !bits || !found) return 2;
  if (fread(row, 4, people * 7, file) != people * 7 || fread(bits, 4, masks * words, file) != masks * words) return 3;
  for (int run = 0; run < 5; run++) {
    struct timespec before, after;
    long long pairs = 0;
    clock_gettime(CLOCK_MONOTONIC, &before);
    for (size_t i = 0; i < people; i++) {
      const uint32_t *r = row + 7 * i;
      const uint32_t *a = bits + r[0] * words, *b = bits + r[1] * words, *c = bits + r[2] * words;
      const uint32_t *d = bits + r[3] * words, *e = bits + r[4] * words;
      size_t count = 0;
      for (uint32_t w = r[5]; w < r[6]; w++) {
        uint32_t word = a[w] & b[w] & c[w] & d[w] & e[w];
        while (word) {
          found[count++] = 32 * w + (uint32_t)__builtin_ctz(word);
          word &= word - 1;
        }
      }
      pairs += (long long)count;
    }
    clock_gettime(CLOCK_MONOTONIC, &after);
    printf("%.3f %lld\n", (after.tv_sec - before.tv_sec) * 1e3 + (after.tv_nsec - before.tv_nsec) / 1e6, pairs);
  }
  return 0;
}
