import { type SubmitEvent as FormSubmit, useEffect, useState } from 'react'
import type { WaitingPhoto } from './act.ts'
import { all } from './draft.ts'
import { type PhotoFault, sendPhoto } from './send-photo.ts'

export const MOST_PHOTOS = 10

/** A photo on its way to the shop, or there. */
export interface Photo {
  key: string
  url: string | undefined
  /** The picture that the server made of it, for browsers that cannot show the file itself (HEIC). */
  made?: string
  /** From 0 to 1. */
  progress: number
  state: 'waits' | 'sending' | 'sent' | 'failed'
  /** The upload's id, once sent. */
  id?: string
  fault?: PhotoFault | undefined
  file?: File
}

export interface Photos {
  list: readonly Photo[]
  /** More were chosen than fit. */
  tooMany: boolean
  /** A press of the last button waits for photos on their way. */
  held: boolean
  add: (files: readonly File[]) => void
  retry: (key: string) => void
  remove: (key: string) => void
  /** Stops the last press while photos are on their way, and repeats it when they have arrived. */
  holdBack: (event: FormSubmit<HTMLFormElement>) => void
}

/** Photos that go up one after the other while the person types on; `ids` are those that the form holds already. */
export function usePhotos(
  ids: string | readonly string[] | undefined,
  known: readonly WaitingPhoto[] = [],
): Photos {
  const [mine, setMine] = useState<readonly Photo[]>([])
  const [dropped, setDropped] = useState<readonly string[]>([])
  const [tooMany, setTooMany] = useState(false)
  const list = [...sentBefore(ids, known, mine, dropped), ...mine]
  const change = (key: string, to: Partial<Photo>) =>
    setMine((before) => before.map((photo) => (photo.key === key ? { ...photo, ...to } : photo)))
  const underWay = useQueue(mine, change)
  const { held, holdBack } = useHeld(underWay)
  return {
    list,
    tooMany,
    held,
    holdBack,
    add(files) {
      const room = Math.max(0, MOST_PHOTOS - list.length)
      setTooMany(files.length > room)
      setMine((before) => [...before, ...files.slice(0, room).map(photoOf)])
    },
    retry: (key) => change(key, { state: 'waits', progress: 0, fault: undefined }),
    remove(key) {
      setTooMany(false)
      setMine((before) => before.filter((photo) => photo.key !== key))
      setDropped((before) => [...before, key])
    },
  }
}

/** What the form held before this page came to life. */
function sentBefore(
  ids: string | readonly string[] | undefined,
  known: readonly WaitingPhoto[],
  mine: readonly Photo[],
  dropped: readonly string[],
): Photo[] {
  return all(ids)
    .filter((id) => id !== '' && !dropped.includes(id) && !mine.some((photo) => photo.id === id))
    .map((id) => {
      const url = known.find((photo) => photo.id === id)?.url
      return { key: id, id, url, progress: 1, state: 'sent' }
    })
}

let made = 0

function photoOf(file: File): Photo {
  made += 1
  return { key: `photo-${made}`, url: URL.createObjectURL(file), progress: 0, state: 'waits', file }
}

/** Sends what waits, one at a time: a phone's line is narrow. True while something is on its way. */
function useQueue(mine: readonly Photo[], change: (key: string, to: Partial<Photo>) => void): boolean {
  const sending = mine.some(({ state }) => state === 'sending')
  const next = sending ? undefined : mine.find(({ state }) => state === 'waits')
  useEffect(() => {
    if (!next?.file) return
    change(next.key, { state: 'sending' })
    void sendPhoto(next.file, (progress) => change(next.key, { progress })).then((end) =>
      change(next.key, end.state === 'sent' ? { state: 'sent', id: end.id, made: end.url } : end),
    )
    // `change` only passes on to the state of the hook around.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [next])
  return sending || next !== undefined
}

function useHeld(underWay: boolean): Pick<Photos, 'held' | 'holdBack'> {
  const [pressed, setPressed] = useState<HTMLElement | null>(null)
  useEffect(() => {
    if (!underWay) pressed?.click()
  }, [underWay, pressed])
  return {
    held: underWay && pressed !== null,
    holdBack(event) {
      const { submitter } = event.nativeEvent
      const waits = underWay && submitter?.getAttribute('name') === 'book'
      if (waits) event.preventDefault()
      setPressed(waits ? submitter : null)
    },
  }
}
