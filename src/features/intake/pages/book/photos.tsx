import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { formatNumber } from '../../../../kit/time/format.ts'
import { useDocument } from '../../../../web/document.ts'
import { Camera, Check, CircleAlert, ImagePlus, RotateCcw, X } from '../../../../web/icons.tsx'
import { IconButton } from '../../../../web/ui/button.tsx'
import { cx } from '../../../../web/ui/class-names.ts'
import { FieldError, useControl } from '../../../../web/ui/field.tsx'
import { MOST_PHOTOS, type Photo, type Photos } from './use-photos.ts'

const PICTURES = 'image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif'

/** Photos of the damage, from the camera or the disk: they go up at once, or with the form without JavaScript. */
export function PhotoField({ photos }: { photos: Photos }) {
  const t = useTranslations('booking.photos')
  const ui = useTranslations('ui')
  const { control, message } = useControl({ name: 'imageIds', hint: 'limit' })
  const { list } = photos
  return (
    <fieldset className="field" id={control.id} tabIndex={-1} aria-describedby={control['aria-describedby']}>
      <legend className="field-label pb-1">
        {t('label')}
        <span className="field-optional"> ({ui('optional')})</span>
      </legend>
      <p className="field-hint" id={`${control.id}-hint`}>
        {ui('photosLimit', { count: MOST_PHOTOS, size: 10 })}
      </p>
      <div className="flex flex-wrap gap-2 pt-1">
        <PhotoButton photos={photos} icon={<Camera />} words={t('take')} camera />
        <PhotoButton photos={photos} icon={<ImagePlus />} words={t('choose')} />
      </div>
      {list.length > 0 ? (
        <ul className="pt-2">
          {list.map((photo, index) => (
            <PhotoRow key={photo.key} photo={photo} number={index + 1} photos={photos} />
          ))}
        </ul>
      ) : null}
      <FieldError id={control.id}>
        {photos.tooMany ? t('tooMany', { count: MOST_PHOTOS }) : message}
      </FieldError>
    </fieldset>
  )
}

interface PhotoButtonProps {
  photos: Photos
  icon: ReactNode
  words: string
  /** Opens the camera: only on things that have one in hand. */
  camera?: boolean
}

/** A file field that looks like a button; without JavaScript it is the browser's own, which names what was chosen. */
function PhotoButton({ photos, icon, words, camera }: PhotoButtonProps) {
  return (
    <label className={cx('file-button btn btn-quiet', camera && 'file-camera')}>
      {icon}
      <span>{words}</span>
      <input
        type="file"
        name="imageIds"
        accept={PICTURES}
        multiple={!camera}
        capture={camera ? 'environment' : undefined}
        disabled={photos.list.length >= MOST_PHOTOS}
        onChange={({ target }) => {
          photos.add([...(target.files ?? [])])
          // They are on their way: the form must not carry them a second time.
          target.value = ''
        }}
      />
    </label>
  )
}

function PhotoRow({ photo, number, photos }: { photo: Photo; number: number; photos: Photos }) {
  const t = useTranslations('booking.photos')
  const ui = useTranslations('ui')
  const name = ui('photoNumber', { number })
  const [isUnreadable, setUnreadable] = useState(false)
  const picture = isUnreadable ? photo.made : photo.url
  return (
    <li className="photo-row">
      {picture && photo.state !== 'failed' ? (
        <img src={picture} alt={name} className="photo" onError={() => setUnreadable(true)} />
      ) : (
        <span className="photo" />
      )}
      <span className="grid min-w-0">
        {photo.state === 'failed' && photo.file ? (
          <bdi className="block truncate">{photo.file.name}</bdi>
        ) : (
          <span>{name}</span>
        )}
        <PhotoState photo={photo} />
      </span>
      {photo.fault === 'busy' || photo.fault === 'offline' ? (
        <IconButton
          icon={<RotateCcw />}
          label={t('retry', { name })}
          onClick={() => photos.retry(photo.key)}
        />
      ) : null}
      <IconButton
        icon={<X />}
        label={t('remove', { name })}
        // Without JavaScript the form comes back without it.
        type="submit"
        name="drop"
        value={photo.id ?? ''}
        onClick={(event) => {
          event.preventDefault()
          photos.remove(photo.key)
        }}
      />
    </li>
  )
}

function PhotoState({ photo: { state, progress, fault } }: { photo: Photo }) {
  const t = useTranslations('booking.photos')
  const { locale } = useDocument()
  if (state === 'failed') {
    return (
      <output className="field-error">
        <CircleAlert />
        <span>{t(`fault.${fault ?? 'offline'}`)}</span>
      </output>
    )
  }
  if (state === 'sent') {
    return (
      <output className="photo-note text-ready">
        <Check className="small" /> {t('sent')}
      </output>
    )
  }
  if (state === 'waits') return <span className="field-hint">{t('waits')}</span>
  const part = formatNumber(progress, locale, { style: 'percent', maximumFractionDigits: 0 })
  return (
    <span className="photo-note field-hint">
      <progress className="progress" max={1} value={progress} aria-label={t('sending', { part })} /> {part}
    </span>
  )
}
