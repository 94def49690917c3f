import { collect } from './collect.ts'

export const words = collect(
  import.meta.glob<object>('../fa/{common,errorPages,shops,track,ui}.json', {
    eager: true,
    import: 'default',
  }),
)
