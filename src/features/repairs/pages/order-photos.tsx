import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { Camera } from '../../../web/icons.tsx'
import { buttonClass } from '../../../web/ui/button.tsx'
import { useSheet } from './order-sheet.ts'

/** The order's photos, small; whoever works on it adds some from the camera or the disk. */
export function OrderPhotos() {
  const { may } = useSheet()
  return (
    <div className="grid gap-3">
      <PhotoList />
      {may.write ? <AddPhotos className={buttonClass({ size: 'small' })} /> : null}
    </div>
  )
}

/** The order's photos as small squares; each opens the whole picture. */
export function PhotoList() {
  const t = useTranslations('desk')
  const ui = useTranslations('ui')
  const { images } = useSheet().order
  if (images.length === 0) return null
  return (
    <ul className="photos" aria-label={ui('photos')}>
      {images.map((image, index) => (
        <li key={image.id}>
          <a href={image.url} target="_blank" rel="noreferrer">
            <img
              src={image.thumbUrl}
              loading="lazy"
              decoding="async"
              className="photo"
              alt={image.caption || t('order.photo', { number: index + 1 })}
            />
          </a>
        </li>
      ))}
    </ul>
  )
}

/** A button that takes photos in (`capture`: by the camera) and attaches them, one after the other, so that a slow line does. */
export function AddPhotos({ className, capture }: { className: string; capture?: boolean }) {
  const t = useTranslations('desk')
  const id = useId()
  const { call, act, busy } = useSheet()
  const take = async (files: readonly File[]) => {
    const ids: string[] = []
    for (const file of files) {
      const form = new FormData()
      form.append('file', file)
      const answer = await call<{ id: string }>('POST', '/api/uploads', form)
      if (!answer.ok) break
      ids.push(answer.body.id)
    }
    if (ids.length > 0) await act('POST', '/images', { imageIds: ids })
  }
  return (
    <div>
      <input
        id={id}
        type="file"
        multiple
        accept="image/*"
        capture={capture ? 'environment' : undefined}
        className="sr-only peer"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])].slice(0, 10)
          event.target.value = ''
          void take(files)
        }}
      />
      <label
        htmlFor={id}
        className={`${className} peer-focus-visible:outline-2 peer-focus-visible:outline-accent`}
        aria-busy={busy || undefined}
      >
        <Camera />
        {t(capture ? 'myDay.photo' : 'order.addPhoto')}
      </label>
    </div>
  )
}
