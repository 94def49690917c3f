import { reactRouter } from '@react-router/dev/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { compileWords } from './bin/compile-words.ts'
import { compressAssets } from './bin/compress-assets.ts'
import { dropAriaLocales } from './bin/drop-aria-locales.ts'

// What most pages share goes to the browser in one file: some fifty small ones would take a round each and pack worse.
const shared = {
  name: 'kit',
  test: (id: string) =>
    /\/src\/(?:web\/(?!ui\/desk|layouts\/desk|pages)|kit\/)[^?]*\.tsx?$/.test(id) ||
    // A sign of two lines weighs twice as much in a file of its own.
    id.includes('/lucide-react/dist/esm/icons/'),
  minShareCount: 12,
}

// Vitest has a configuration of its own: the pages' virtual modules exist only here.
export default defineConfig({
  plugins: [tailwindcss(), reactRouter(), dropAriaLocales(), compileWords(), compressAssets()],
  // The server and the pages are one module graph with one entry, so a capability and the pool exist once.
  environments: {
    ssr: {
      build: { rolldownOptions: { input: './src/server.ts' } },
      // Packages of hundreds of small files go into the bundle: to find and read each of them was half of a start.
      resolve: {
        noExternal: [
          'jose',
          'kysely',
          'libphonenumber-js',
          'lucide-react',
          'react-aria',
          'react-aria-components',
          'react-stately',
          'stripe',
        ],
      },
    },
    client: { build: { rolldownOptions: { output: { codeSplitting: { groups: [shared] } } } } },
  },
  // Building is quick enough; which plugin takes how long of it is no news.
  build: { rolldownOptions: { checks: { bundlerTimings: false } } },
  // Small scripts of pages without React come by `?worker&url`: one bundled file each, loaded as a module.
  worker: { format: 'es' },
  // Packages that the optimizer finds late reload the page and break hooks: all client packages are named.
  optimizeDeps: {
    include: [
      'react',
      'react/jsx-runtime',
      'react/jsx-dev-runtime',
      'react-dom',
      'react-dom/client',
      'react-router',
      'react-router/dom',
      'react-aria-components',
      '@internationalized/date',
      'use-intl',
      'lucide-react',
    ],
  },
})
