import { expect, test } from 'vitest'
import { ImageRefused } from './image.ts'
import { problemOfImage } from './uploads.ts'

test('a photo that came while too many waited may be sent again in a moment; others may not', () => {
  expect(problemOfImage(new ImageRefused('busy'))).toMatchObject({
    status: 503,
    reason: 'busy',
    retryAfterSeconds: 5,
  })
  expect(problemOfImage(new ImageRefused('too-large'))).toMatchObject({ status: 413 })
  expect(problemOfImage(new ImageRefused('damaged'))).toMatchObject({ status: 415, reason: 'damaged' })
})
