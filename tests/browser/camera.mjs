// A picture as a camera would give one, made in the page.
export async function photograph(page) {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1200, 900), pen = canvas.getContext('2d');
    pen.fillStyle = '#31706b'; pen.fillRect(0, 0, 1200, 900);
    pen.fillStyle = '#f3e6d0'; pen.beginPath(); pen.arc(600, 450, 300, 0, 7); pen.fill();
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())];
  });
  return { name: 'camera.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(bytes) };
}
