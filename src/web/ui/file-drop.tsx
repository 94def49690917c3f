import { useEffect, useState } from 'react'
import type { ChangeEvent } from 'react'
import { useTranslations } from 'use-intl'
import { ImagePlus } from '../icons.tsx'
import { FieldError, useControl } from './field.tsx'
import type { FieldProps } from './field.tsx'

export interface FileDropProps extends Omit<FieldProps, 'labelHidden'> {
  /** MIME types or suffixes; pictures unless said. */
  accept?: string
  /** One file only. */
  single?: boolean
  /** Opens the camera at once on a phone: for a technician's photo, not for customers, who may have it already. */
  capture?: 'environment' | 'user'
  onFiles?: (files: readonly File[]) => void
}

const PICTURES = 'image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif'

/**
 * Photos from the camera or the disk: the browser's own file field in a marked place, so it works without
 * JavaScript; with it, the pictures are shown once chosen (needs `blob:` in the policy's `img-src`).
 */
export function FileDrop({ accept = PICTURES, single, capture, onFiles, ...field }: FileDropProps) {
  const t = useTranslations('ui')
  const { control, message } = useControl(field)
  const [pictures, show] = usePreviews()
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])]
    show(files)
    onFiles?.(files)
  }
  return (
    <div className="field">
      <div className="drop">
        <ImagePlus />
        <label className="field-label" htmlFor={control.id}>
          {field.label}
          {field.optional ? <span className="field-optional"> ({t('optional')})</span> : null}
        </label>
        {field.hint ? (
          <p className="field-hint" id={`${control.id}-hint`}>
            {field.hint}
          </p>
        ) : null}
        <input
          {...control}
          type="file"
          accept={accept}
          multiple={!single}
          capture={capture}
          onChange={choose}
        />
        {pictures.length > 0 ? <Photos pictures={pictures} /> : null}
      </div>
      <FieldError id={control.id}>{message}</FieldError>
    </div>
  )
}

function Photos({ pictures }: { pictures: readonly string[] }) {
  const t = useTranslations('ui')
  return (
    <>
      <output className="field-hint">{t('photosChosen', { count: pictures.length })}</output>
      <div className="photos">
        {pictures.map((url, index) => (
          <img key={url} src={url} className="photo" alt={t('photoNumber', { number: index + 1 })} />
        ))}
      </div>
    </>
  )
}

/** Addresses of the chosen pictures, given back when they go. */
function usePreviews(): [readonly string[], (files: readonly File[]) => void] {
  const [urls, setUrls] = useState<readonly string[]>([])
  useEffect(() => () => urls.forEach((url) => URL.revokeObjectURL(url)), [urls])
  const show = (files: readonly File[]) =>
    setUrls(files.filter((file) => file.type.startsWith('image/')).map((file) => URL.createObjectURL(file)))
  return [urls, show]
}
