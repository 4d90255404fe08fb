const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** A file of the api as the browser saves it. */
export function download({ name, base64 }: { name: string; base64: string }): Response {
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
  return new Response(Buffer.from(base64, 'base64'), {
    headers: { 'content-type': type, 'content-disposition': disposition, 'cache-control': 'no-store' },
  });
}
