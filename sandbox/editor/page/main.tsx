import '@mantine/core/styles.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/forms.css';
import './styles/records.css';
import './styles/pipeline.css';
import './styles/deliveries.css';
import './styles/narrow.css';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { theme, variables } from './theme.ts';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <App />
    </MantineProvider>,
  );
}
