import type { Config } from '@react-router/dev/config'

export default {
  // src as a whole, so that pages inside features get their route types.
  appDirectory: 'src',
  buildDirectory: 'build',
  ssr: true,
} satisfies Config
