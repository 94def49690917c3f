import type { Config } from '@react-router/dev/config'

export default {
  // src as a whole, so that pages inside features get their route types.
  appDirectory: 'src',
  // bin/prepare builds beside and swaps, so that a running program never finds half a build.
  buildDirectory: process.env['FIXBAY_BUILD_FOLDER'] ?? 'build',
  ssr: true,
} satisfies Config
