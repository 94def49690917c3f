export type PhotoFault = 'tooLarge' | 'notPhoto' | 'damaged' | 'busy' | 'offline'

/** How sending ended: the upload's id and a picture to show, or what went wrong. */
export type Sent = { state: 'sent'; id: string; url: string } | { state: 'failed'; fault: PhotoFault }

const LARGEST = 10 * 1024 * 1024

/** Sends one photo up and tells how far it is, from 0 to 1. Never rejects. */
export function sendPhoto(file: File, onProgress: (part: number) => void): Promise<Sent> {
  if (file.size > LARGEST) return Promise.resolve(failed('tooLarge'))
  return new Promise((resolve) => {
    // Not fetch: it does not tell how much has gone up.
    const call = new XMLHttpRequest()
    call.open('POST', '/api/uploads')
    call.responseType = 'json'
    call.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total > 0 ? loaded / total : 0),
    )
    call.addEventListener('load', () => resolve(read(call.status, call.response)))
    for (const event of ['error', 'abort', 'timeout'] as const)
      call.addEventListener(event, () => resolve(failed('offline')))
    const body = new FormData()
    body.append('file', file)
    call.send(body)
  })
}

const failed = (fault: PhotoFault): Sent => ({ state: 'failed', fault })

function read(status: number, body: unknown): Sent {
  const { id, url, reason } = (body ?? {}) as { id?: string; url?: string; reason?: string }
  if (status === 201 && id && url) return { state: 'sent', id, url }
  if (status === 413) return failed('tooLarge')
  if (status === 429 || reason === 'busy') return failed('busy')
  if (status === 415) return failed(reason === 'damaged' ? 'damaged' : 'notPhoto')
  return failed('offline')
}
