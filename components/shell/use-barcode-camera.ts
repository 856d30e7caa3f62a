'use client'
import { useEffect, useRef, useState } from 'react'

/** The part of the Shape Detection API that is used; not every browser has it. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
type DetectorClass = new () => Detector
declare global {
  interface Window {
    BarcodeDetector?: DetectorClass
  }
}

export type CameraState = 'starting' | 'on' | 'missing' | 'refused'

/** Reads barcodes from the back camera while it is mounted; `onCode` is called once for the first one. */
export function useBarcodeCamera(onCode: (code: string) => void) {
  const video = useRef<HTMLVideoElement>(null)
  const latest = useRef(onCode)
  const [state, setState] = useState<CameraState>('starting')
  useEffect(() => {
    latest.current = onCode
  })
  useEffect(() => {
    const Reader = window.BarcodeDetector
    if (!Reader || !navigator.mediaDevices?.getUserMedia) {
      setState('missing')
      return
    }
    let stopped = false
    let stream: MediaStream | null = null
    const release = () => {
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    const watch = async (element: HTMLVideoElement, reader: Detector) => {
      while (!stopped) {
        const [code] = await reader.detect(element).catch(() => [])
        if (code && !stopped) {
          stopped = true
          navigator.vibrate?.(30)
          latest.current(code.rawValue)
        }
        await new Promise((resolve) => setTimeout(resolve, 120))
      }
    }
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment' } })
      .then(async (given) => {
        stream = given
        const element = video.current
        if (stopped || !element) return release()
        element.srcObject = given
        await element.play()
        setState('on')
        await watch(element, new Reader())
      })
      .catch(() => {
        if (!stopped) setState('refused')
      })
    return () => {
      stopped = true
      release()
    }
  }, [])
  return { video, state }
}
