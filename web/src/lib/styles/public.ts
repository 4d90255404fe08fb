/** The styles of everything that villagers and employers see. Order is the cascade. */
import './tokens.css';
import './base.css';
import './cards.css';
import './controls.css';
import './states.css';
