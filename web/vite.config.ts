import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

// A build into a folder of its own leaves the one that a running product serves untouched.
// Its working folder stands beside it: the adapter empties the one it builds into.
const out = process.env.SONGGANG_WEB_OUT;

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter({ out: out ?? 'build' }),
      ...(out ? { outDir: `${out}.kit` } : {}),
      csp: {
        mode: 'auto',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          'img-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  build: { assetsInlineLimit: 0 },
  server: { proxy: { '/api': process.env.API_ORIGIN ?? 'http://127.0.0.1:3001' } },
});
