import type { TestApp } from '../app.ts'
import type { TestAnswer } from '../client.ts'

const boundary = 'photo'
const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.gif"\r\nContent-Type: image/gif\r\n\r\n`

/** A picture of one pixel as a browser sends it. */
export const PHOTO = {
  headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  payload: Buffer.concat([Buffer.from(head), pixel, Buffer.from(`\r\n--${boundary}--\r\n`)]),
}

/** Sends one up, as a guest. */
export async function sendPhoto({ app }: TestApp): Promise<TestAnswer> {
  const { statusCode, headers, body } = await app.inject({ method: 'POST', url: '/api/uploads', ...PHOTO })
  return { status: statusCode, headers: headers as TestAnswer['headers'], body: JSON.parse(body), text: body }
}
